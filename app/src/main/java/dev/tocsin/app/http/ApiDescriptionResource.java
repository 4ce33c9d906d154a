package dev.tocsin.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.ApiDescription;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/// The description of the API. It is the same for every installation, and so for everybody to read.
@Path("/api/v1/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiDescriptionResource {
    private final ObjectNode description;

    /// Describes `resources`.
    public ApiDescriptionResource(List<Object> resources) {
        // Of the jar; tests run without one.
        var version = Optional.ofNullable(getClass().getPackage().getImplementationVersion());
        description = ApiDescription.of(resources, version.orElse("unknown"));
    }

    @GET
    @PermitAll
    public ObjectNode describe() {
        return description;
    }
}
