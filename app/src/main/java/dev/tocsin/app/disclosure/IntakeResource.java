package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.KeptMail;
import dev.tocsin.incidents.disclosure.MailBin;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came in and what became of it: `stored` is all of it, and the others add up to it.
@Path("/api/v1/disclosures/intake")
@Produces(MediaType.APPLICATION_JSON)
public final class IntakeResource {
    private final Disclosures disclosures;
    private final MailBin bin;

    public IntakeResource(Disclosures disclosures, MailBin bin) {
        this.disclosures = disclosures;
        this.bin = bin;
    }

    @GET
    @RolesAllowed("disclosures:read")
    public ObjectNode counts() {
        var counts = disclosures.counts();
        long all = counts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("failed"))
                .mapToLong(entry -> entry.getValue())
                .sum();
        var json = JsonNodeFactory.instance.objectNode();
        var mailboxes = json.putArray("mailboxes");
        for (var one : disclosures.mailboxes()) {
            mailboxes
                    .addObject()
                    .put("mailbox", one.mailbox())
                    .put("mails", one.mails())
                    .put("missing", one.missing())
                    .put("countedAt", one.countedAt().map(Instant::toString).orElse(null));
        }
        return json.put("stored", all)
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
        return Cursor.page("mails", found, most, IntakeResource::json, one -> one.id());
    }

    /// What a mail says that was held back, or that we had; the reading is written down.
    @GET
    @Path("/mails/{mail: [0-9]+}")
    @RolesAllowed("disclosures:read")
    public ObjectNode read(@PathParam("mail") long mail, @Context SecurityContext caller) {
        var found = bin.read(mail, Asked.name(caller)).orElseThrow(() -> unknown(mail));
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", mail)
                .put("subject", found.subject().orElse(null))
                .put("text", found.content().text());
        var from = json.putArray("from");
        found.from().forEach(one -> from.add(one.address()));
        var names = json.putArray("attachments");
        found.content().attachments().forEach(one -> names.add(one.name()));
        return json;
    }

    /// Makes a case of it.
    @POST
    @Path("/mails/{mail: [0-9]+}/promote")
    @RolesAllowed("disclosures:write")
    public Response promote(@PathParam("mail") long mail, @Context SecurityContext caller) {
        if (!bin.promote(mail, Asked.name(caller))) {
            throw unknown(mail);
        }
        return Response.accepted().build();
    }

    private static NotFoundException unknown(long mail) {
        return new NotFoundException("mail %d was not held back, or was erased".formatted(mail));
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
