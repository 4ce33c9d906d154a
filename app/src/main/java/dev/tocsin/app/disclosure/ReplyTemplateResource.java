package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.disclosure.CaseAnswers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The texts prepared for answers, as the settings have them.
@Path("/api/v1/disclosures/templates")
@Produces(MediaType.APPLICATION_JSON)
public final class ReplyTemplateResource {
    private final CaseAnswers answers;

    public ReplyTemplateResource(CaseAnswers answers) {
        this.answers = answers;
    }

    /// In the order of the settings, with their placeholders.
    @GET
    @RolesAllowed("disclosures:read")
    public ObjectNode list() {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("templates");
        answers.templates()
                .forEach(one -> items.addObject().put("name", one.name()).put("text", one.text()));
        return json;
    }
}
