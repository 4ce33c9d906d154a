package dev.tocsin.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.config.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// Reloads the settings when asked over the API: 200 with the plan that was carried out, or 409 with every problem.
@Path("/api/v1/config/reload")
@Produces(MediaType.APPLICATION_JSON)
public final class ReloadResource {
    private final Reloading reloading;

    ReloadResource(Reloading reloading) {
        this.reloading = reloading;
    }

    @POST
    @RolesAllowed("admin")
    public Response reload() {
        return switch (reloading.reload()) {
            case Reloading.Result.Applied(var plan) -> answer(Response.Status.OK, "plan", plan);
            case Reloading.Result.Kept(var problems) ->
                answer(
                        Response.Status.CONFLICT,
                        "problems",
                        problems.stream().map(Problem::toString).toList());
        };
    }

    private static Response answer(Response.Status status, String key, List<String> lines) {
        var body = JsonNodeFactory.instance.objectNode();
        lines.forEach(body.putArray(key)::add);
        return Response.status(status).entity(body).build();
    }
}
