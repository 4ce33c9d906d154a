package dev.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.review.Review;
import dev.tocsin.incidents.review.ReviewText;
import dev.tocsin.incidents.review.Reviews;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.LocalDate;

/// Reviews over the API, as JSON and as Markdown, and what they still want done.
@OncePerKey
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public final class ReviewResource {
    private static final int NAME = 200;
    private static final int LINE = 1_000;
    private static final int PROSE = 20_000;
    private static final int ACTIONS = 50;
    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    private final Database database;
    private final Incidents incidents;
    private final Reviews reviews;

    public ReviewResource(Database database, Incidents incidents, Reviews reviews) {
        this.database = database;
        this.incidents = incidents;
        this.reviews = reviews;
    }

    @GET
    @Path("/{id}/review")
    @RolesAllowed("incidents:read")
    public ObjectNode show(@PathParam("id") long id) {
        return database.transact(handle -> reviews.find(handle, new IncidentId(id)))
                .map(ReviewResource::json)
                .orElseThrow(() -> new NotFoundException("nobody has reviewed incident #" + id));
    }

    /// With the timeline; the empty template where nobody has written yet.
    @GET
    @Path("/{id}/review.md")
    @Produces("text/markdown;charset=utf-8")
    @RolesAllowed("incidents:read")
    public String markdown(@PathParam("id") long id) {
        return database.transact(handle -> {
            var incident = incidents.find(handle, new IncidentId(id)).orElseThrow(() -> Answers.unknown(id));
            return ReviewText.markdown(
                    incident, incidents.timeline(handle, incident.id()), reviews.find(handle, incident.id()));
        });
    }

    /// Writes it whole: `owner` and `due` must be there, `replaces` is the version that was read, 0 for the first.
    @PUT
    @Path("/{id}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("incidents:write")
    public ObjectNode write(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a review: {\"owner\": \"ana\", \"due\": \"2026-12-24\"}");
        var replaces = fields.number("replaces", 0, Integer.MAX_VALUE).orElse(0);
        var text = new Review.Text(
                fields.neededText("owner", NAME),
                date(fields),
                fields.text("summary", PROSE).orElse(""),
                fields.text("impact", PROSE).orElse(""),
                fields.text("cause", PROSE).orElse(""),
                fields.text("lessons", PROSE).orElse(""));
        var actions = fields.each(
                "actions",
                ACTIONS,
                one -> new Review.Action(
                        one.neededText("text", LINE), one.neededText("owner", NAME), date(one), one.flag("done")));
        fields.done();
        return switch (reviews.write(new IncidentId(id), replaces, text, actions, Asked.name(caller))) {
            case Reviews.Written.Done(var review) -> json(review);
            case Reviews.Written.NoSuchIncident() -> throw Answers.unknown(id);
            case Reviews.Written.Outdated(var current) ->
                throw new ClientErrorException(
                        "version %d of the review stands there: read it, and send it as replaces".formatted(current),
                        409);
        };
    }

    private static LocalDate date(Fields fields) {
        return fields.needed("due", fields.date("due")).orElse(NO_DATE);
    }

    /// What is not done, of all reviews, the most urgent first.
    @GET
    @Path("/actions")
    @RolesAllowed("incidents:read")
    public ObjectNode open(@QueryParam("limit") @DefaultValue("50") String limit) {
        var most = Cursor.limit(limit);
        var list = JsonNodeFactory.instance.objectNode();
        var items = list.putArray("actions");
        database.transact(handle -> reviews.open(handle, most))
                .forEach(open -> items.add(
                        json(open.action()).put("incident", open.incident().value())));
        return list;
    }

    private static ObjectNode json(Review review) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("version", review.version())
                .put("owner", review.text().owner())
                .put("due", review.text().due().toString())
                .put("summary", review.text().summary())
                .put("impact", review.text().impact())
                .put("cause", review.text().cause())
                .put("lessons", review.text().lessons())
                .put("writtenAt", review.writtenAt().toString())
                .put("writtenBy", review.writtenBy());
        var actions = json.putArray("actions");
        review.actions().forEach(action -> actions.add(json(action)));
        return json;
    }

    private static ObjectNode json(Review.Action action) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", action.text())
                .put("owner", action.owner())
                .put("due", action.due().toString())
                .put("done", action.done());
    }
}
