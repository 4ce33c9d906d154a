package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.disclosure.MailReading;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Report;
import dev.tocsin.incidents.disclosure.triage.AutomaticAnswer;
import dev.tocsin.incidents.disclosure.triage.Placement;
import dev.tocsin.incidents.mailroom.Octets;
import java.time.Instant;
import java.util.List;

/// A mail that was read, as `tocsin mail` prints it.
public final class MailJson {
    private MailJson() {}

    /// All fields of the contract.
    public static ObjectNode of(String file, byte[] raw, MailReading.Read read) {
        var mail = read.mail();
        var verdict = read.verdict();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("file", file).put("sha256", new Octets(raw).sha256());
        fields(json, mail);
        json.put("text", mail.content().text())
                .put("hasHtml", mail.content().html().isPresent());
        var attachments = json.putArray("attachments");
        for (var attachment : mail.content().attachments()) {
            attachments
                    .addObject()
                    .put("name", attachment.name())
                    .put("type", attachment.type())
                    .put("bytes", attachment.content().size())
                    .put("sha256", attachment.content().sha256());
        }
        json.set(
                "bounce",
                verdict.report().filter(Report::isBounce).map(MailJson::bounce).orElse(null));
        json.putObject("autoAck")
                .put("send", verdict.answer() instanceof AutomaticAnswer.Allowed)
                .put("reason", verdict.answer().reason());
        json.putObject("case")
                .put("decision", decision(verdict.placement()))
                .put("reason", verdict.placement().reason())
                .put("kind", verdict.reading().kind().word());
        var authenticity = verdict.authenticity();
        json.putObject("authenticity")
                .put("state", authenticity.state().word())
                .put("spf", authenticity.spf())
                .put("dkim", authenticity.dkim())
                .put("dmarc", authenticity.dmarc())
                .put("arc", authenticity.arc());
        json.put("encrypted", read.opened().encrypted())
                .put("signed", read.opened().signed());
        var signatures = json.putArray("signatures");
        read.proofs().forEach(one -> signatures.add(DisclosureJson.proof(one)));
        texts(json.putArray("problems"), mail.problems());
        return json;
    }

    private static void fields(ObjectNode json, ParsedMail mail) {
        json.put("messageId", mail.messageId().orElse(null))
                .put("inReplyTo", mail.inReplyTo().orElse(null));
        texts(json.putArray("references"), mail.references());
        addresses(json.putArray("from"), mail.from());
        addresses(json.putArray("replyTo"), mail.replyTo());
        addresses(json.putArray("to"), mail.to());
        addresses(json.putArray("cc"), mail.cc());
        json.put("subject", mail.subject().orElse(null))
                .put("date", mail.date().map(Instant::toString).orElse(null));
    }

    private static ObjectNode bounce(Report report) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", report.kind().word())
                .put("action", report.action().orElse(null))
                .put("status", report.status().orElse(null))
                .put("recipient", report.recipient().orElse(null))
                .put("originalMessageId", report.originalMessageId().orElse(null));
    }

    /// The word of the contract.
    public static String decision(Placement placement) {
        return switch (placement) {
            case Placement.NewCase _ -> "new";
            case Placement.KnownCase _ -> "thread";
            case Placement.Hold _ -> "hold";
            case Placement.None _ -> "none";
        };
    }

    private static void addresses(ArrayNode array, List<Mailbox> mailboxes) {
        mailboxes.forEach(mailbox -> array.add(mailbox.address()));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
