package dev.tocsin.app.disclosure;

import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.incidents.disclosure.CaseLinks;
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

/// The address under which a reporter sees his case. Nobody is shown it here: it goes to the reporter by mail.
@OncePerKey
@Path("/api/v1/disclosures/{id: [0-9]+}/link")
@Produces(MediaType.APPLICATION_JSON)
public final class LinkResource {
    private final CaseLinks links;

    public LinkResource(CaseLinks links) {
        this.links = links;
    }

    /// Sends the reporter a new one; the one before stops to work.
    @POST
    @RolesAllowed("disclosures:write")
    public Response renew(@PathParam("id") long id, @Context SecurityContext caller) {
        return Deeds.done(id, links.renew(new DisclosureId(id), Asked.name(caller)));
    }

    @DELETE
    @RolesAllowed("disclosures:write")
    public Response revoke(@PathParam("id") long id, @Context SecurityContext caller) {
        return Deeds.done(id, links.revoke(new DisclosureId(id), Asked.name(caller)));
    }
}
