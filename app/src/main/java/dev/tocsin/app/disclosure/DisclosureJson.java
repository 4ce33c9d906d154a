package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.disclosure.Disclosure;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.Proof;
import dev.tocsin.incidents.disclosure.cvss.Cvss;
import java.math.BigDecimal;
import java.time.Instant;

/// Cases as the API shows them.
final class DisclosureJson {
    private DisclosureJson() {}

    static ObjectNode of(Disclosure one) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", one.id().value())
                .put("reference", one.reference())
                .put("state", one.state().word())
                .put("kind", one.kind().word())
                .put("subject", one.subject())
                .put("sender", one.sender())
                .put("authenticity", one.authenticity())
                .put("receivedAt", one.receivedAt().toString())
                .put(
                        "acknowledgedAt",
                        one.acknowledgedAt().map(Instant::toString).orElse(null))
                .put("firstReplyDueAt", one.firstReplyDueAt().toString())
                .put(
                        "firstRepliedAt",
                        one.firstRepliedAt().map(Instant::toString).orElse(null));
        if (one.cvss().isEmpty()) {
            json.putNull("severity");
        } else {
            var cvss = Cvss.of(one.cvss());
            json.putObject("severity")
                    .put("vector", cvss.vector())
                    .put("score", new BigDecimal(cvss.score()))
                    .put("severity", cvss.rating().word());
        }
        one.flags().forEach(json.putArray("flags")::add);
        return json.put("duplicateOf", one.duplicateOf().map(id -> id.value()).orElse(null))
                .put("incident", one.incident().map(id -> id.value()).orElse(null))
                .put("credit", one.credit())
                .put("creditAgreed", one.creditAgreed())
                .put("erased", one.erased());
    }

    static ObjectNode whole(Disclosures.Whole whole) {
        var json = of(whole.disclosure());
        var messages = json.putArray("messages");
        whole.messages().forEach(message -> messages.add(message(message)));
        var participants = json.putArray("participants");
        for (var one : whole.participants()) {
            var person = participants
                    .addObject()
                    .put("address", one.address())
                    .put("name", one.name())
                    .put("authenticity", one.authenticity())
                    .put("approved", one.approved())
                    .put("pgp", !one.keys().pgp().isEmpty())
                    .put("smime", !one.keys().certificate().isEmpty());
            one.keys().fingerprints().forEach(person.putArray("keys")::add);
            one.offered().fingerprints().forEach(person.putArray("offeredKeys")::add);
        }
        var timeline = json.putArray("timeline");
        for (var event : whole.timeline()) {
            timeline.addObject()
                    .put("at", event.at().toString())
                    .put("kind", event.kind())
                    .put("by", event.by())
                    .put("detail", event.detail());
        }
        return json;
    }

    static ObjectNode proof(Proof one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("form", one.form())
                .put("state", one.state())
                .put("key", one.key())
                .put("sameKey", one.sameKey())
                .put("wholeMail", one.whole())
                .put("trust", one.trust())
                .put("means", one.words());
    }

    private static ObjectNode message(Disclosures.Message message) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", message.id())
                .put("messageId", message.messageId())
                .put("from", message.author())
                .put("at", message.at().toString())
                .put("direction", message.direction())
                .put("automatic", message.automatic())
                .put("delivery", message.state())
                .put("text", message.said().text())
                .put("mail", message.mail().orElse(null));
        message.said().to().forEach(json.putArray("to")::add);
        var attachments = json.putArray("attachments");
        for (var one : message.said().attachments()) {
            attachments
                    .addObject()
                    .put("name", one.name())
                    .put("type", one.type())
                    .put("bytes", one.bytes())
                    .put("sha256", one.sha256());
        }
        var signatures = json.putArray("signatures");
        message.said().proofs().forEach(one -> signatures.add(proof(one)));
        message.flags().forEach(json.putArray("flags")::add);
        message.said().problems().forEach(json.putArray("problems")::add);
        return json;
    }
}
