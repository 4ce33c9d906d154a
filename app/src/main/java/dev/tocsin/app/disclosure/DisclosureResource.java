package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.disclosure.DisclosureId;
import dev.tocsin.incidents.disclosure.DisclosureState;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.Judgement;
import dev.tocsin.incidents.disclosure.triage.Kind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Security reports: the cases, what was said in them, and what people do with them. Each reading of a case is
/// written down in it.
@Path("/api/v1/disclosures")
@Produces(MediaType.APPLICATION_JSON)
public final class DisclosureResource {
    private static final int TEXT = 100_000;
    private static final int REASON = 500;
    private static final int MOST = Integer.MAX_VALUE;

    private final Disclosures disclosures;

    private final Supplier<String> company;
    private final URI url;
    private final InstantSource clock;

    public DisclosureResource(Disclosures disclosures, Supplier<String> company, URI url, InstantSource clock) {
        this.disclosures = disclosures;
        this.company = company;
        this.url = url;
        this.clock = clock;
    }

    /// Those nobody has closed, or all with `?state=all`, the newest first.
    @GET
    @RolesAllowed("disclosures:read")
    public ObjectNode list(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var found =
                disclosures.page(!state.equals("all"), Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf), most + 1);
        return Cursor.page(
                "disclosures", found, most, DisclosureJson::of, one -> one.id().value());
    }

    @GET
    @Path("/{id: [0-9]+}")
    @RolesAllowed("disclosures:read")
    public ObjectNode show(@PathParam("id") long id, @Context SecurityContext caller) {
        return disclosures
                .read(new DisclosureId(id), Asked.name(caller))
                .map(DisclosureJson::whole)
                .orElseThrow(() -> Deeds.unknown(id));
    }

    /// The draft of an advisory.
    @GET
    @Path("/{id: [0-9]+}/csaf")
    @RolesAllowed("disclosures:read")
    public ObjectNode advisory(@PathParam("id") long id, @Context SecurityContext caller) {
        return disclosures
                .read(new DisclosureId(id), Asked.name(caller))
                .map(whole -> CsafDraft.of(whole.disclosure(), company.get(), url, clock.instant()))
                .orElseThrow(() -> Deeds.unknown(id));
    }

    /// `{"text": "…"}`: only we see it.
    @POST
    @Path("/{id: [0-9]+}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response note(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a note: {\"text\": \"…\"}");
        var text = fields.neededText("text", TEXT);
        fields.done();
        return Deeds.done(id, disclosures.note(new DisclosureId(id), Asked.name(caller), text));
    }

    /// `{"state": "triaged", "reason": "…", "duplicateOf": 7}`.
    @POST
    @Path("/{id: [0-9]+}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response move(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a state: {\"state\": \"triaged\", \"reason\": \"…\"}");
        var word = fields.neededText("state", REASON);
        var reason = fields.neededText("reason", REASON);
        var of = number(fields.number("duplicateOf", 1, MOST)).map(DisclosureId::new);
        var state = DisclosureState.of(word);
        if (state.isEmpty()) {
            fields.problem(
                    "state", "\"" + word + "\" is none", "write triaged, confirmed, remediating, closed, spam, …");
        }
        fields.done();
        return Deeds.done(
                id, disclosures.move(new DisclosureId(id), state.orElseThrow(), Asked.name(caller), reason, of));
    }

    /// `{"kind": "security", "cvss": "CVSS:4.0/…", "credit": "Rita", "creditAgreed": true}`.
    @POST
    @Path("/{id: [0-9]+}/triage")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response judge(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a judgement: {\"kind\": \"security\", \"cvss\": \"CVSS:4.0/…\"}");
        var word = fields.neededText("kind", REASON);
        var cvss = fields.text("cvss", REASON);
        var credit = fields.text("credit", REASON);
        var agreed = fields.flag("creditAgreed");
        var kind = Kind.of(word);
        if (kind.isEmpty()) {
            fields.problem(
                    "kind",
                    "\"" + word + "\" is none",
                    "write security, abuse, pen-test-report, privacy, support or noise");
        }
        fields.done();
        try {
            return Deeds.done(
                    id,
                    disclosures.judge(
                            new DisclosureId(id),
                            new Judgement(kind.orElseThrow(), cvss, credit, agreed),
                            Asked.name(caller)));
        } catch (IllegalArgumentException noVector) {
            throw new ClientErrorException("cvss: " + noVector.getMessage(), 422);
        }
    }

    /// `{"address": "otto@example.org"}`: lets somebody who wrote to the case take part.
    @POST
    @Path("/{id: [0-9]+}/participants")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response approve(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "an address: {\"address\": \"otto@example.org\"}");
        var address = fields.neededText("address", REASON);
        fields.done();
        return Deeds.done(id, disclosures.approve(new DisclosureId(id), address, Asked.name(caller)));
    }

    /// `{"address": "rita@example.org", "fingerprint": "…"}`: answers to this address are sealed by the key that waits;
    /// with `"dismiss": true` they never are.
    @POST
    @Path("/{id: [0-9]+}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response judgeKey(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a key: {\"address\": \"rita@example.org\", \"fingerprint\": \"…\"}");
        var address = fields.neededText("address", REASON);
        var fingerprint = fields.neededText("fingerprint", REASON);
        var dismiss = fields.flag("dismiss");
        fields.done();
        var of = new DisclosureId(id);
        var author = Asked.name(caller);
        return Deeds.done(
                id,
                dismiss
                        ? disclosures.dismissKey(of, address, fingerprint, author)
                        : disclosures.acceptKey(of, address, fingerprint, author));
    }

    /// `{"incident": 12}`, or `{"severity": "critical"}` to open one, which pages.
    @POST
    @Path("/{id: [0-9]+}/incident")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response link(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "an incident: {\"incident\": 12}, or {\"severity\": \"major\"} for a new one");
        var incident = number(fields.number("incident", 1, MOST)).map(IncidentId::new);
        var severity = fields.oneOf("severity", Severity.class);
        if (incident.isPresent() == severity.isPresent()) {
            fields.problem(
                    "incident",
                    "one of incident and severity is wanted",
                    "write the number of an incident, or how severe a new one is");
        }
        fields.done();
        var of = new DisclosureId(id);
        return Deeds.done(
                id,
                incident.map(known -> disclosures.link(of, known, Asked.name(caller)))
                        .orElseGet(() -> disclosures.escalate(of, severity.orElseThrow(), Asked.name(caller))));
    }

    /// `{"reason": "…"}`: destroys the key of the case. Nobody can bring it back.
    @POST
    @Path("/{id: [0-9]+}/erase")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response erase(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a reason: {\"reason\": \"…\"}");
        var reason = fields.neededText("reason", REASON);
        fields.done();
        return Deeds.done(id, disclosures.erase(new DisclosureId(id), Asked.name(caller), reason));
    }

    private static Optional<Long> number(OptionalInt number) {
        return number.isPresent() ? Optional.of((long) number.getAsInt()) : Optional.empty();
    }
}
