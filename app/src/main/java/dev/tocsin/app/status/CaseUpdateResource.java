package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.incidents.disclosure.DisclosureId;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.Done;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.PublicIncidents;
import dev.tocsin.statuspage.Saying;
import dev.tocsin.statuspage.When;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.Optional;

/// What customers are to be told of a security report: a draft, or under an embargo. Nothing of the case itself goes
/// over, and nothing is on any surface before its time.
@Path("/api/v1/disclosures/{id: [0-9]+}/update")
@Produces(MediaType.APPLICATION_JSON)
public final class CaseUpdateResource {
    private final Disclosures disclosures;
    private final PublicIncidents incidents;
    private final Components components;
    private final InstantSource clock;

    public CaseUpdateResource(
            Disclosures disclosures, PublicIncidents incidents, Components components, InstantSource clock) {
        this.disclosures = disclosures;
        this.incidents = incidents;
        this.components = components;
        this.clock = clock;
    }

    /// An update as `/api/v1/updates` takes it, with a title. Without `publishAt` it is a draft.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public ObjectNode say(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var now = clock.instant();
        var fields = Asking.fields(body, "an update: {\"title\": \"…\", \"status\": \"resolved\", \"body\": \"…\"}");
        var title = fields.neededText("title", Asking.TITLE);
        var words = Asking.words(fields, Optional.empty(), components, now);
        var when = Asking.when(fields, now, new When.OnWord());
        fields.done();
        if (!(when instanceof When.OnWord) && !caller.isUserInRole("status:write")) {
            throw new ForbiddenException("an embargo ends by itself, so it needs status:write; leave out publishAt");
        }
        var of = new DisclosureId(id);
        if (!disclosures.isOpenToDeeds(of)) {
            throw new NotFoundException("there is no disclosure " + id + " that could be announced");
        }
        var opening = new PublicIncidents.Opening(title, Optional.empty(), words);
        return switch (incidents.open(opening, when, Asked.name(caller))) {
            case Saying.Done(var written) -> {
                Done _ = disclosures.announced(of, "update " + written.id(), Asked.name(caller));
                yield StatusJson.written(written);
            }
            case Saying.OutOfTurn(var why) -> throw Asking.conflict(why);
            case Saying.Unknown(var unknown) -> throw Asking.unknown(unknown);
        };
    }
}
