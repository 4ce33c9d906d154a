package dev.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.silence.Matchers;
import dev.tocsin.incidents.silence.Silence;
import dev.tocsin.incidents.silence.Silences;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Silences: what people are not paged for, for a while.
@OncePerKey
@Path("/api/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
public final class SilenceResource {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int NAME = 200;
    private static final int REASON = 500;

    private final Database database;
    private final Silences silences;
    private final Supplier<Set<String>> responders;
    private final InstantSource clock;

    /// @param responders the names of those who may own a silence beside whoever makes it
    public SilenceResource(
            Database database, Silences silences, Supplier<Set<String>> responders, InstantSource clock) {
        this.database = database;
        this.silences = silences;
        this.responders = responders;
        this.clock = clock;
    }

    /// Those that count now, or the newest of all with `?state=all`.
    @GET
    @RolesAllowed("incidents:read")
    public ObjectNode list(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var before = Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf);
        var found = database.transact(
                handle -> state.equals("all") ? silences.page(handle, before, most + 1) : silences.counting(handle));
        return Cursor.page("silences", found, state.equals("all") ? most : found.size(), this::json, one -> one.id());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("incidents:read")
    public ObjectNode show(@PathParam("id") long id) {
        return json(database.transact(handle -> silences.find(handle, id)).orElseThrow(() -> unknown(id)));
    }

    /// `{"monitor": "shop*", "severities": ["minor"], "reason": "moving house", "for": "2h"}`; also `key`, `policy`,
    /// and `until` instead of `for`. A minute to 30 days. `owner` is a responder, who is told before it ends; where
    /// none is given it is whoever asks.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("incidents:write")
    public Response make(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var now = clock.instant();
        var fields = Fields.of(body, "a silence: {\"monitor\": \"shop*\", \"reason\": \"…\", \"for\": \"2h\"}");
        var monitor = fields.text("monitor", NAME);
        var key = fields.text("key", REASON);
        var policy = fields.text("policy", NAME);
        var severities = severities(fields);
        var reason = fields.neededText("reason", REASON);
        var owner = fields.text("owner", NAME);
        owner.filter(name -> !responders.get().contains(name))
                .ifPresent(name -> fields.problem(
                        "owner", "there is no responder \"" + name + "\"", "write one that stands under responders:"));
        var rest = fields.duration("for", SHORTEST, LONGEST).map(now::plus);
        var until = fields.instant("until");
        until.map(end -> Duration.between(now, end))
                .filter(length -> length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0)
                .ifPresent(_ -> fields.problem("until", "is out of range", "write one from a minute to 30 days ahead"));
        var end = fields.needed("for", until.or(() -> rest));
        if (monitor.isEmpty() && key.isEmpty() && policy.isEmpty()) {
            fields.problem("monitor", "everything would be silenced", "name a monitor, a key or a policy");
        }
        fields.done();
        var made = silences.make(
                new Matchers(monitor, key, policy, severities),
                reason,
                owner.orElseGet(() -> Asked.name(caller)),
                end.orElseThrow());
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/silences/" + made.id())
                .entity(json(made))
                .build();
    }

    private static Set<Severity> severities(Fields fields) {
        var severities = new HashSet<Severity>();
        for (var word : fields.texts("severities", 3, 20)) {
            Severity.of(word)
                    .ifPresentOrElse(
                            severities::add,
                            () -> fields.problem(
                                    "severities", "\"" + word + "\" is none", "write critical, major or minor"));
        }
        return severities;
    }

    /// Ends it: what it held and is still open pages now.
    @DELETE
    @Path("/{id}")
    @RolesAllowed("incidents:write")
    public Response end(@PathParam("id") long id, @Context SecurityContext caller) {
        if (silences.end(id, Asked.name(caller))) {
            return Response.noContent().build();
        }
        var known = database.transact(handle -> silences.find(handle, id)).orElseThrow(() -> unknown(id));
        if (known.ending().isPresent()) {
            return Response.noContent().build();
        }
        throw new ClientErrorException("silence %d was over at %s".formatted(id, known.endsAt()), 409);
    }

    private ObjectNode json(Silence silence) {
        var matchers = silence.matchers();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", silence.id())
                .put("monitor", matchers.monitor().orElse(null))
                .put("key", matchers.key().orElse(null))
                .put("policy", matchers.policy().orElse(null));
        var severities = json.putArray("severities");
        matchers.severities().stream().sorted().forEach(one -> severities.add(one.word()));
        return json.put("reason", silence.reason())
                .put("owner", silence.owner())
                .put("beganAt", silence.beganAt().toString())
                .put("endsAt", silence.endsAt().toString())
                .put("counts", silence.counts(clock.instant()))
                .put(
                        "endedAt",
                        silence.ending()
                                .map(Silence.Ending::at)
                                .map(Instant::toString)
                                .orElse(null))
                .put("endedBy", silence.ending().map(Silence.Ending::by).orElse(null));
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("there is no silence " + id);
    }
}
