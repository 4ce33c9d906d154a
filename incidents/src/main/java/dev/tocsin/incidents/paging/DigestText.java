package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.IncidentId;
import java.util.List;
import java.util.stream.Collectors;

/// What a digest says: how many more there are, and each by its number, name and code. Pure.
final class DigestText {
    /// Two segments, less the "(again) " that a resend begins with.
    private static final int LONGEST = Gsm7.TWO_SEGMENTS - "(again) ".length();
    private static final int LONGEST_TITLE = 24;

    private DigestText() {}

    /// An incident that is told of.
    record Item(IncidentId id, String title, int replyCode) {

        private String words() {
            var safe = Gsm7.of(title);
            var name = safe.length() <= LONGEST_TITLE ? safe : safe.substring(0, LONGEST_TITLE - 2) + "..";
            return "%s %s (%da)".formatted(id, name, replyCode);
        }
    }

    static String of(List<Item> items) {
        return items.stream()
                .map(Item::words)
                .collect(Collectors.joining(", ", items.size() + " more: ", ". Ack: code, or all a"));
    }

    /// Whether all of them can be named in one message.
    static boolean fits(List<Item> items) {
        return of(items).length() <= LONGEST;
    }
}
