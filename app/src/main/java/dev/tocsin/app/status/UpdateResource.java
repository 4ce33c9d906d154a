package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PublicIncidents;
import dev.tocsin.statuspage.Saying;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Written;
import dev.tocsin.statuspage.web.PreviewLinks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is said to customers, published, embargoed or a draft: `docs/status-page.md`. An update without `incident`
/// opens one.
@Path("/api/v1/updates")
@Produces(MediaType.APPLICATION_JSON)
public final class UpdateResource {
    private static final Set<String> STATES = Set.of("published", "embargoed", "draft");
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");
    private static final String WANTED =
            "an update: {\"title\": \"…\", \"status\": \"investigating\", \"body\": \"…\"}";

    private final PublicIncidents incidents;
    private final Components components;
    private final InstantSource clock;
    private final PreviewLinks previews;
    private final UnaryOperator<String> address;

    /// @param address the whole address of a path on the page
    public UpdateResource(
            PublicIncidents incidents,
            Components components,
            InstantSource clock,
            PreviewLinks previews,
            UnaryOperator<String> address) {
        this.incidents = incidents;
        this.components = components;
        this.clock = clock;
        this.previews = previews;
        this.address = address;
    }

    /// The newest first; `?state=` and `?incident=` choose.
    @GET
    @RolesAllowed("status:read")
    public ObjectNode list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (state != null && !STATES.contains(state)) {
            throw new BadRequestException(
                    "state \"%s\" is not known: write published, embargoed or draft".formatted(state));
        }
        var most = Cursor.limit(limit);
        var before = Cursor.read(cursor, END, Instant::parse);
        var found = incidents.page(
                Optional.ofNullable(state), Optional.ofNullable(incident).map(Asking::id), before, most + 1);
        return Cursor.page("updates", found, most, StatusJson::written, one -> one.createdAt());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("status:read")
    public ObjectNode show(@PathParam("id") String id) {
        var update = Asking.id(id);
        return incidents.find(update).map(StatusJson::written).orElseThrow(() -> Asking.unknown(update));
    }

    /// Says something.
    @POST
    @OncePerKey
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("status:write")
    public Response say(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var now = clock.instant();
        var fields = Asking.fields(body, WANTED);
        var incident = fields.text("incident", Asking.TITLE);
        var title = fields.text("title", Asking.TITLE);
        var startedAt = fields.instant("startedAt");
        var words = Asking.words(fields, Optional.empty(), components, now);
        var when = Asking.when(fields, now, new When.Now());
        var author = Asking.author(fields, Asked.name(caller));
        if (incident.isEmpty()) {
            fields.needed("title", title);
        } else if (title.isPresent() || startedAt.isPresent()) {
            fields.problem("title", "the incident has one", "leave out title and startedAt, or incident");
        }
        startedAt
                .filter(at -> at.isAfter(now))
                .ifPresent(_ -> fields.problem("startedAt", "has not come", "write when it began"));
        fields.done();
        var said = incident.isPresent()
                ? incidents.say(Asking.id(incident.get()), words, when, author)
                : incidents.open(new PublicIncidents.Opening(title.orElseThrow(), startedAt, words), when, author);
        var written = done(said);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/updates/" + written.id())
                .entity(StatusJson.written(written))
                .build();
    }

    /// Rewrites a draft, or corrects the text of what was published: customers see that it was.
    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed("status:write")
    public ObjectNode edit(@PathParam("id") String id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var now = clock.instant();
        var update = Asking.id(id);
        var before = incidents.find(update).orElseThrow(() -> Asking.unknown(update));
        var fields = Fields.of(body, "what is to change: {\"body\": \"…\"}");
        When unchanged = before.publishAt().<When>map(When.At::new).orElseGet(When.OnWord::new);
        if (before.publishedAt().isPresent()) {
            var text = fields.neededText("body", Asking.BODY);
            fields.done();
            return StatusJson.written(
                    done(incidents.edit(update, before.words().with(text), unchanged, Asked.name(caller))));
        }
        var words = Asking.words(fields, Optional.of(before.words()), components, now);
        var when = Asking.when(fields, now, unchanged);
        fields.done();
        return StatusJson.written(done(incidents.edit(update, words, when, Asked.name(caller))));
    }

    @POST
    @Path("/{id}/publish")
    @RolesAllowed("status:write")
    public ObjectNode publish(@PathParam("id") String id, @Context SecurityContext caller) {
        return StatusJson.written(done(incidents.publish(Asking.id(id), Asked.name(caller))));
    }

    /// A link by which whoever has it reads the draft as customers would, for an hour.
    @POST
    @Path("/{id}/preview")
    @RolesAllowed("status:write")
    public Response preview(@PathParam("id") String id, @Context SecurityContext caller) {
        var link = previews.to(Asking.id(id), clock.instant());
        var _ = done(incidents.previewed(Asking.id(id), link.until(), Asked.name(caller)));
        return Response.status(Response.Status.CREATED)
                .entity(JsonNodeFactory.instance
                        .objectNode()
                        .put("link", address.apply(link.path()))
                        .put("until", link.until().toString()))
                .build();
    }

    /// Takes a draft back.
    @DELETE
    @Path("/{id}")
    @RolesAllowed("status:write")
    public Response drop(@PathParam("id") String id, @Context SecurityContext caller) {
        var _ = done(incidents.drop(Asking.id(id), Asked.name(caller)));
        return Response.noContent().build();
    }

    /// Who did what to an incident or a maintenance.
    @GET
    @Path("/incidents/{id}/history")
    @RolesAllowed("status:read")
    public ObjectNode history(@PathParam("id") String id) {
        var matter = Asking.id(id);
        var trail = incidents.trail(matter);
        if (trail.isEmpty()) {
            throw Asking.unknown(matter);
        }
        return StatusJson.trail(trail);
    }

    /// Gives an incident another title, or an impact in place of the highest it reached; without `impact` that counts
    /// again.
    @PATCH
    @Path("/incidents/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed("status:write")
    public Response rename(@PathParam("id") String id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var matter = Asking.id(id);
        var fields = Fields.of(body, "what is to change: {\"title\": \"…\", \"impact\": \"minor\"}");
        var title = fields.text("title", Asking.TITLE);
        var impact = fields.oneOf("impact", Impact.class);
        fields.done();
        if (!incidents.rename(matter, title, impact, Asked.name(caller))) {
            throw Asking.unknown(matter);
        }
        return Response.noContent().build();
    }

    private static Written done(Saying saying) {
        return switch (saying) {
            case Saying.Done(var written) -> written;
            case Saying.Unknown(var id) -> throw Asking.unknown(id);
            case Saying.OutOfTurn(var why) -> throw Asking.conflict(why);
        };
    }
}
