package dev.tocsin.app.disclosure;

import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.incidents.disclosure.CaseAnswers;
import dev.tocsin.incidents.disclosure.DisclosureId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/// Answers that wait for a second person.
@OncePerKey
@Path("/api/v1/disclosures/{id: [0-9]+}/drafts/{draft: [0-9]+}")
@Produces(MediaType.APPLICATION_JSON)
public final class DraftResource {
    private final CaseAnswers answers;

    public DraftResource(CaseAnswers answers) {
        this.answers = answers;
    }

    /// Sends it; whoever wrote it cannot.
    @POST
    @Path("/approve")
    @RolesAllowed("disclosures:write")
    public Response approve(@PathParam("id") long id, @PathParam("draft") long draft, @Context SecurityContext caller) {
        return Deeds.done(id, answers.approve(new DisclosureId(id), draft, Asked.name(caller)));
    }

    @DELETE
    @RolesAllowed("disclosures:write")
    public Response drop(@PathParam("id") long id, @PathParam("draft") long draft, @Context SecurityContext caller) {
        return Deeds.done(id, answers.drop(new DisclosureId(id), draft, Asked.name(caller)));
    }
}
