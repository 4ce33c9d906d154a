package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.KeptMail;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// What came in and what became of it: `stored` is all of it, and the others add up to it.
@Path("/api/v1/disclosures/intake")
@Produces(MediaType.APPLICATION_JSON)
public final class IntakeResource {
    private final Disclosures disclosures;

    public IntakeResource(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    @GET
    @RolesAllowed("disclosures:read")
    public ObjectNode counts() {
        var counts = disclosures.counts();
        long all = counts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("failed"))
                .mapToLong(entry -> entry.getValue())
                .sum();
        return JsonNodeFactory.instance
                .objectNode()
                .put("stored", all)
                .put("unread", counts.getOrDefault("stored", 0L))
                .put("cases", counts.getOrDefault("case", 0L))
                .put("threads", counts.getOrDefault("thread", 0L))
                .put("bounces", counts.getOrDefault("bounce", 0L))
                .put("held", counts.getOrDefault("held", 0L))
                .put("known", counts.getOrDefault("known", 0L))
                .put("failed", counts.getOrDefault("failed", 0L));
    }

    /// Every mail with its decision and the reason, the newest first.
    @GET
    @Path("/mails")
    @RolesAllowed("disclosures:read")
    public ObjectNode mails(
            @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var found = disclosures.mails(Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf), most + 1);
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("mails");
        found.stream().limit(most).map(IntakeResource::json).forEach(items::add);
        return json.put(
                "next", found.size() > most ? Cursor.of(found.get(most - 1).id()) : null);
    }

    private static ObjectNode json(KeptMail mail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", mail.id())
                .put("via", mail.via())
                .put("sender", mail.sender())
                .put("recipient", mail.recipient())
                .put("receivedAt", mail.receivedAt().toString())
                .put("bytes", mail.size())
                .put("sha256", mail.sha256())
                .put("messageId", mail.messageId().orElse(null))
                .put("decision", mail.outcome())
                .put("reason", mail.reason())
                .put("autoAck", mail.answer())
                .put("failed", mail.failed())
                .put("reference", mail.reference().orElse(null));
    }
}
