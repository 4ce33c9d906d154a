package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Fields;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Components.Named;
import dev.tocsin.statuspage.PublicId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Components with what they show, and what people say of them in place of their monitors.
@Path("/api/v1/components")
@Produces(MediaType.APPLICATION_JSON)
public final class ComponentResource {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int REASON = 500;

    private final Components components;
    private final Supplier<Board> boards;
    private final InstantSource clock;

    public ComponentResource(Components components, Supplier<Board> boards, InstantSource clock) {
        this.components = components;
        this.boards = boards;
        this.clock = clock;
    }

    @GET
    @RolesAllowed("status:read")
    public ObjectNode list() {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("components");
        boards.get().components().stream().map(ComponentResource::json).forEach(items::add);
        return json;
    }

    /// By its id or its name.
    @GET
    @Path("/{id}")
    @RolesAllowed("status:read")
    public ObjectNode show(@PathParam("id") String id) {
        return json(find(id).id());
    }

    /// Who said what of it.
    @GET
    @Path("/{id}/history")
    @RolesAllowed("status:read")
    public ObjectNode history(@PathParam("id") String id) {
        return StatusJson.trail(components.trail(find(id).id()));
    }

    /// `{"status": "partial_outage", "reason": "…", "for": "2h"}`, or `until`: a minute to 30 days.
    @PUT
    @Path("/{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("status:write")
    public ObjectNode set(@PathParam("id") String id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var component = find(id);
        var now = clock.instant();
        var fields = Fields.of(body, "a status: {\"status\": \"operational\", \"reason\": \"…\", \"for\": \"2h\"}");
        var status = fields.needed("status", fields.oneOf("status", ComponentStatus.class));
        status.filter(ComponentStatus.NO_DATA::equals)
                .ifPresent(_ -> fields.problem("status", "nobody can say that there is no data", "write another"));
        var reason = fields.neededText("reason", REASON);
        var rest = fields.duration("for", SHORTEST, LONGEST).map(now::plus);
        var until = fields.instant("until");
        until.map(end -> Duration.between(now, end))
                .filter(length -> length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0)
                .ifPresent(_ -> fields.problem("until", "is out of range", "write one from a minute to 30 days ahead"));
        var ends = fields.needed("for", until.or(() -> rest));
        fields.done();
        components.setByHand(component.id(), status.orElseThrow(), reason, Asked.name(caller), ends.orElseThrow());
        return json(component.id());
    }

    /// Its monitors speak again.
    @DELETE
    @Path("/{id}/status")
    @RolesAllowed("status:write")
    public Response letGo(@PathParam("id") String id, @Context SecurityContext caller) {
        components.letGo(find(id).id(), Asked.name(caller));
        return Response.noContent().build();
    }

    private Named find(String text) {
        return components.find(text).orElseThrow(() -> new NotFoundException("there is no component \"" + text + "\""));
    }

    private ObjectNode json(PublicId id) {
        return boards.get().component(id).map(ComponentResource::json).orElseThrow(() -> Asking.unknown(id));
    }

    private static ObjectNode json(Component component) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", component.id().value())
                .put("name", component.name())
                .put("description", component.description())
                .put("group", component.group().map(PublicId::value).orElse(null))
                .put("status", component.status().word())
                .put("confirmedAt", StatusJson.text(component.confirmedAt()))
                .put("uptime", component.history().uptime().percent().orElse(null));
        component
                .handSet()
                .ifPresentOrElse(
                        set -> json.putObject("setByHand")
                                .put("status", set.status().word())
                                .put("reason", set.reason())
                                .put("by", set.by())
                                .put("at", set.began().toString())
                                .put("until", set.ends().toString()),
                        () -> json.putNull("setByHand"));
        return json;
    }
}
