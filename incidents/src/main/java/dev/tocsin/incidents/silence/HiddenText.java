package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.MailTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// What mails say of what is hidden from people. Pure.
final class HiddenText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private HiddenText() {}

    static String ending(Silence silence, List<Incident> held, ZoneId zone) {
        var text = new StringJoiner("\n", "", "\n");
        text.add("Silence %d of %s ends at %s."
                .formatted(silence.id(), words(silence.matchers()), MailTime.of(silence.endsAt(), zone)));
        text.add("It was made by %s: %s".formatted(silence.owner(), silence.reason()));
        text.add("");
        if (held.isEmpty()) {
            text.add("It holds nothing at the moment.");
        } else {
            text.add("What is still open then pages people:");
            held.forEach(incident -> text.add(line(incident)));
        }
        text.add("");
        text.add("If it is still needed, make another: POST /api/v1/silences.");
        return text.toString();
    }

    static String week(Hidden hidden, LocalDate monday, ZoneId zone) {
        var text = new StringJoiner("\n", "", "\n");
        text.add("In the week before %s people were not told of this.".formatted(DAY.format(monday)));
        text.add("");
        section(
                text,
                "Incidents that paged nobody for a while, by what held them:",
                hidden.holds().stream()
                        .map(hold -> "- %d × %s (last %s)"
                                .formatted(hold.incidents(), hold.because(), MailTime.of(hold.last(), zone)))
                        .toList());
        section(
                text,
                "Silences that count now:",
                hidden.silences().stream()
                        .map(silence -> "- %d, %s, until %s, by %s: %s"
                                .formatted(
                                        silence.id(),
                                        words(silence.matchers()),
                                        MailTime.of(silence.endsAt(), zone),
                                        silence.owner(),
                                        silence.reason()))
                        .toList());
        section(
                text,
                "Contacts that get no messages:",
                hidden.stopped().stream()
                        .map(contact ->
                                "- %s %s: %s".formatted(contact.medium().word(), contact.address(), contact.reason()))
                        .toList());
        text.add("What should page again: DELETE /api/v1/silences/{id}, or take it out of the settings.");
        return text.toString();
    }

    private static void section(StringJoiner text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.add(heading);
            lines.forEach(text::add);
            text.add("");
        }
    }

    private static String line(Incident incident) {
        return "- #%d %s, %s"
                .formatted(
                        incident.id().value(),
                        incident.title(),
                        incident.severity().word());
    }

    private static String words(Matchers matchers) {
        var words = new ArrayList<String>();
        matchers.monitor().ifPresent(monitor -> words.add("monitor " + monitor));
        matchers.key().ifPresent(key -> words.add("key " + key));
        matchers.policy().ifPresent(policy -> words.add("policy " + policy));
        if (!matchers.severities().isEmpty()) {
            words.add(
                    matchers.severities().stream().sorted().map(Severity::word).collect(Collectors.joining(" or ")));
        }
        return String.join(", ", words);
    }
}
