package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.delivery.MailTime;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Responder;
import java.util.Optional;
import java.util.StringJoiner;

/// What the mail says to somebody who comes on call.
final class HandoffText {
    private final References references = new References();

    Message message(
            String recipient, Responder responder, OnCallSchedule schedule, Handoffs.Coming coming, Reach reach) {
        var start = MailTime.of(coming.at(), responder.zone());
        var body = new StringJoiner("\n", "", "\n");
        body.add("Hello " + responder.name() + ",");
        body.add("");
        body.add("you come on call in %s.".formatted(schedule.name()));
        body.add("From:  " + start);
        body.add("Until: "
                + coming.end().map(end -> MailTime.of(end, responder.zone())).orElse("further notice"));
        body.add("Why:   " + coming.because());
        body.add("");
        body.add("How we reach you:");
        for (var medium : Medium.values()) {
            responder
                    .contact(medium)
                    .ifPresent(contact -> body.add("- %s %s, %s"
                            .formatted(
                                    medium.word(),
                                    contact,
                                    reach.ways()
                                            .getOrDefault(medium, Optional.empty())
                                            .map(at -> "a message last arrived on " + MailTime.of(at, responder.zone()))
                                            .orElse("no message has arrived within 30 days"))));
        }
        body.add(reach.verified() ? "- your contacts are verified" : "- your contacts are not verified");
        if (!reach.doubts().isEmpty()) {
            body.add("");
            body.add("Please mend before it matters:");
            reach.doubts().forEach(doubt -> body.add("- " + doubt));
        }
        return new Message(
                Medium.EMAIL,
                recipient,
                "%sYou are on call in %s from %s"
                        .formatted(reach.doubts().isEmpty() ? "" : "Check your contacts: ", schedule.name(), start),
                body.toString(),
                Optional.empty(),
                "",
                references.next());
    }
}
