package dev.tocsin.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

    /// As resources of ours look.
    @Path("/api/v1/bells")
    public static final class BellResource {
        @GET
        @Path("/{id: [0-9]+}/tones")
        @RolesAllowed("monitors:read")
        public String tones(
                @PathParam("id") long id, @QueryParam("limit") String limit, @Context SecurityContext caller) {
            return id + limit + caller;
        }

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        @RolesAllowed("monitors:write")
        public String cast(byte[] body, @HeaderParam("Idempotency-Key") String key) {
            return body.length + key;
        }

        @GET
        @PermitAll
        public String list() {
            return "";
        }
    }

    /// A page for people.
    @Path("/a/{token}")
    public static final class PageResource {
        @GET
        @PermitAll
        public String show(@PathParam("token") String token) {
            return token;
        }
    }

    private final ObjectNode json = ApiDescription.of(List.of(new BellResource(), new PageResource()), "1.2.3");

    @Test
    void every_path_of_the_api_is_named_with_its_scope_and_nothing_else() {
        assertThat(json.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(json.path("info").path("version").asText()).isEqualTo("1.2.3");
        assertThat(json.path("paths").fieldNames())
                .toIterable()
                .containsExactly("/api/v1/bells", "/api/v1/bells/{id}/tones");
        assertThat(operation("/api/v1/bells", "post").at("/security/0/token/0").asText())
                .isEqualTo("monitors:write");
        assertThat(operation("/api/v1/bells", "get").at("/security/0").isEmpty())
                .isTrue();
    }

    @Test
    void parameters_are_named_by_where_they_stand() {
        var tones = operation("/api/v1/bells/{id}/tones", "get").path("parameters");

        assertThat(tones.findValuesAsText("name")).containsExactly("id", "limit");
        assertThat(tones.findValuesAsText("in")).containsExactly("path", "query");
        assertThat(operation("/api/v1/bells", "post").path("parameters").findValuesAsText("in"))
                .containsExactly("header");
    }

    @Test
    void only_what_takes_a_body_says_so() {
        assertThat(operation("/api/v1/bells", "post").at("/requestBody/content").has("application/json"))
                .isTrue();
        assertThat(operation("/api/v1/bells", "get").has("requestBody")).isFalse();
        assertThat(operation("/api/v1/bells/{id}/tones", "get").has("requestBody"))
                .isFalse();
    }

    private JsonNode operation(String path, String verb) {
        return json.path("paths").path(path).path(verb);
    }
}
