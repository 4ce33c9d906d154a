package dev.tocsin.app.edge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;

/// What every request passes before it reaches a resource: the bound on its body, its token, the rule that nothing is
/// open by default, and one form for all errors.
public final class Edge {
    private final Function<String, Optional<Caller>> recognise;

    private final Set<String> bounded;

    /// `recognise` says who presents a token; empty for one that is not good.
    public Edge(Function<String, Optional<Caller>> recognise) {
        this(recognise, Set.of());
    }

    /// `bounded` are the first segments of the paths below which resources bound by themselves what they read.
    public Edge(Function<String, Optional<Caller>> recognise, Set<String> bounded) {
        this.recognise = recognise;
        this.bounded = bounded;
    }

    /// Registers `resources` behind the edge.
    /// @throws IllegalStateException naming the method that does not say who may call it
    public void guard(ResourceConfig jersey, List<Object> resources) {
        DenyByDefault.check(resources);
        jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        jersey.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, false);
        jersey.register(new BodyLimit(bounded));
        jersey.register(new RequiredBody());
        jersey.register(new BearerTokens(recognise));
        jersey.register(new DenyByDefault());
        jersey.register(RolesAllowedDynamicFeature.class);
        jersey.register(Problems.class);
        resources.forEach(jersey::register);
    }
}
