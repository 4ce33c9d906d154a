package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Fields;
import dev.tocsin.statuspage.TextTemplates;
import dev.tocsin.statuspage.TextTemplates.TextTemplate;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
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

/// Texts prepared in a quiet hour.
@Path("/api/v1/updates/templates")
@Produces(MediaType.APPLICATION_JSON)
public final class TemplateResource {
    private final TextTemplates templates;

    public TemplateResource(TextTemplates templates) {
        this.templates = templates;
    }

    @GET
    @RolesAllowed("status:read")
    public ObjectNode list() {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("templates");
        templates.all().stream().map(TemplateResource::json).forEach(items::add);
        return json;
    }

    @GET
    @Path("/{name}")
    @RolesAllowed("status:read")
    public ObjectNode show(@PathParam("name") String name) {
        return templates.find(name).map(TemplateResource::json).orElseThrow(() -> unknown(name));
    }

    /// `{"title": "…", "body": "…"}`
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("status:write")
    public ObjectNode put(@PathParam("name") String name, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        if (!name.matches("[\\p{L}\\p{N} ._-]{1,100}")) {
            throw new BadRequestException(
                    "\"%s\" is no name: write letters, digits, spaces, dots and dashes".formatted(name));
        }
        var fields = Fields.of(body, "a template: {\"title\": \"…\", \"body\": \"…\"}");
        var template = new TextTemplate(
                name, fields.neededText("title", Asking.TITLE), fields.neededText("body", Asking.BODY));
        fields.done();
        templates.put(template, Asked.name(caller));
        return json(template);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed("status:write")
    public Response remove(@PathParam("name") String name, @Context SecurityContext caller) {
        if (!templates.remove(name, Asked.name(caller))) {
            throw unknown(name);
        }
        return Response.noContent().build();
    }

    private static ObjectNode json(TextTemplate template) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", template.name())
                .put("title", template.title())
                .put("body", template.body());
    }

    private static NotFoundException unknown(String name) {
        return new NotFoundException("there is no template \"" + name + "\"");
    }
}
