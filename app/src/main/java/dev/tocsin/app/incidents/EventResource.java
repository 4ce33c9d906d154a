package dev.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.inbound.Alertmanager;
import dev.tocsin.incidents.inbound.Event;
import dev.tocsin.incidents.inbound.Github;
import dev.tocsin.incidents.inbound.InboundEvents;
import dev.tocsin.incidents.inbound.InboundEvents.Origin;
import dev.tocsin.incidents.inbound.Unreadable;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What other systems tell us: in our own form, as Alertmanager sends it, and as GitHub does.
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EventResource {
    private static final int KEY = 500;
    private static final int TITLE = 200;
    private static final int SUMMARY = 1_000;
    private static final int DETAILS = 4_000;
    private static final int LINKS = 20;
    private static final int LINK = 1_000;

    private final Database database;
    private final InboundEvents events;
    private final Supplier<Optional<Secret>> githubSecret;

    private enum Action {
        TRIGGER,
        RESOLVE
    }

    /// @param githubSecret what GitHub signs with; empty where it is not expected
    public EventResource(Database database, InboundEvents events, Supplier<Optional<Secret>> githubSecret) {
        this.database = database;
        this.events = events;
        this.githubSecret = githubSecret;
    }

    /// `{"key": "backup", "action": "trigger", "summary": "Backup failed", "severity": "major"}`, and later the same
    /// key with `"action": "resolve"`. Also `title`, `details`, `links`, `policy`, `monitor`.
    @POST
    @Path("/events")
    @RolesAllowed("events:write")
    public ObjectNode take(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var origin = new Origin("event", Asked.name(caller));
        try {
            return told(events.take(origin, List.of(event(body)), text(body)));
        } catch (ClientErrorException | JsonProcessingException fault) {
            events.refused(origin, String.valueOf(fault.getMessage()), text(body));
            throw fault;
        }
    }

    private static Event event(byte[] body) throws JsonProcessingException {
        var fields = Fields.of(body, "an event: {\"key\": \"backup\", \"action\": \"trigger\", \"summary\": \"…\"}");
        var key = fields.neededText("key", KEY);
        var action = fields.needed("action", fields.oneOf("action", Action.class));
        var summary = fields.text("summary", SUMMARY);
        var title = fields.text("title", TITLE);
        var severity = fields.oneOf("severity", Severity.class).orElse(Severity.MAJOR);
        var details = fields.text("details", DETAILS);
        var links = fields.texts("links", LINKS, LINK);
        var policy = fields.text("policy", TITLE);
        var monitor = fields.text("monitor", TITLE);
        if (action.filter(Action.TRIGGER::equals).isPresent()) {
            fields.needed("summary", summary);
        }
        fields.done();
        if (action.orElseThrow() == Action.RESOLVE) {
            return new Event.Resolve(key);
        }
        var words = new StringBuilder(summary.orElse(""));
        details.ifPresent(more -> words.append(". ").append(more));
        links.forEach(link -> words.append(' ').append(link));
        return new Event.Trigger(
                key,
                title.or(() -> summary).orElse(key),
                words.toString(),
                severity,
                policy,
                monitor,
                Optional.empty());
    }

    /// Alertmanager's webhook as it is sent; each alert is an incident by its fingerprint.
    @POST
    @Path("/integrations/alertmanager")
    @RolesAllowed("events:write")
    public ObjectNode takeAlerts(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var origin = new Origin("alertmanager", Asked.name(caller));
        try {
            return told(events.take(
                    origin, Alertmanager.read(SentJson.object(body, "what Alertmanager sends")), text(body)));
        } catch (Unreadable | BadRequestException | JsonProcessingException fault) {
            throw refused(origin, String.valueOf(fault.getMessage()), body);
        }
    }

    /// GitHub's alerts of Dependabot and secret scanning, signed with `integrations.github.secret`.
    @POST
    @Path("/integrations/github")
    @PermitAll
    public ObjectNode takeGithub(
            byte[] body,
            @HeaderParam("X-GitHub-Event") @DefaultValue("") String kind,
            @HeaderParam("X-Hub-Signature-256") @DefaultValue("") String signature) {
        var origin = new Origin("github", "GitHub");
        if (!githubSecret
                .get()
                .map(secret -> Github.isSigned(body, signature, secret))
                .orElse(false)) {
            throw new ClientErrorException(
                    "the signature is none by integrations.github.secret: set the same secret here and there", 403);
        }
        try {
            var sent = SentJson.object(body, "what GitHub sends");
            var event = Github.read(kind, sent);
            // What leaked shall not leak from here as well.
            if (sent.path("alert") instanceof ObjectNode alert) {
                alert.remove("secret");
            }
            return told(events.take(origin, List.of(event), sent.toString()));
        } catch (Unreadable | BadRequestException | JsonProcessingException fault) {
            throw refused(origin, String.valueOf(fault.getMessage()), new byte[0]);
        }
    }

    private BadRequestException refused(Origin origin, String reason, byte[] body) {
        events.refused(origin, reason, text(body));
        return new BadRequestException(reason);
    }

    /// Everything that came, the newest first, with what became of it.
    @GET
    @Path("/events")
    @RolesAllowed("incidents:read")
    public ObjectNode list(
            @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var before = Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf);
        var found = database.transact(handle -> events.page(handle, before, most + 1));
        return Cursor.page("events", found, most, EventResource::json, one -> one.id());
    }

    private static ObjectNode told(List<InboundEvents.Kept> all) {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("events");
        all.forEach(one -> items.add(json(one)));
        return json;
    }

    private static ObjectNode json(InboundEvents.Kept kept) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", kept.at().toString())
                .put("source", kept.source())
                .put("caller", kept.caller())
                .put("key", kept.key())
                .put("action", kept.action())
                .put("outcome", kept.outcome())
                .put("incident", kept.incident().map(id -> id.value()).orElse(null));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
