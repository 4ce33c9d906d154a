package dev.tocsin.incidents.audit;

import dev.tocsin.incidents.audit.Reading.Overdue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an audit comes to. Pure.
///
/// A finding must be seen by two looks, ten seconds apart: when a process wakes up or the database comes back all is
/// late at once, and done a moment later. Until the second look it is a suspicion, and the audit has not passed.
///
/// @param found what is believed to be wrong
/// @param suspected what was seen now, to be remembered for the next look
/// @param over kinds whose incident is open and which are not seen any more
/// @param dueAt when to look next
record Judgement(List<Finding> found, Set<Kind> suspected, Set<Kind> over, Instant dueAt) {
    static final Duration EVERY = Duration.ofMinutes(1);
    static final Duration AGAIN = Duration.ofSeconds(10);

    /// The promise: a first page is with its provider so soon after the incident opened, for 99 of 100.
    static final Duration PROMISED = Duration.ofSeconds(5);

    static final int PROMISED_OF_100 = 99;

    /// Of fewer pages a share says nothing.
    static final int FEWEST_PAGES = 20;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /// Something is wrong with our work; `words` say what, for people.
    record Finding(Kind kind, String words) {}

    /// @param suspectedBefore what the last look saw
    /// @param open the kinds of which an incident is open
    static Judgement of(Reading reading, Set<Kind> suspectedBefore, Set<Kind> open, Instant now) {
        var seen = new ArrayList<Finding>();
        for (var kind : Kind.values()) {
            find(kind, reading).map(words -> new Finding(kind, words)).ifPresent(seen::add);
        }
        var suspected = EnumSet.noneOf(Kind.class);
        seen.forEach(finding -> suspected.add(finding.kind()));
        var found = seen.stream()
                .filter(finding -> suspectedBefore.contains(finding.kind()) || open.contains(finding.kind()))
                .toList();
        var over = EnumSet.noneOf(Kind.class);
        over.addAll(open);
        over.removeAll(suspected);
        var next = now.plus(found.size() < seen.size() ? AGAIN : EVERY);
        return new Judgement(found, Set.copyOf(suspected), Set.copyOf(over), next);
    }

    /// Whether pages can be trusted to arrive: nothing grave was seen, not even once.
    boolean passed() {
        return suspected.stream().noneMatch(Kind::grave);
    }

    private static Optional<String> find(Kind kind, Reading reading) {
        return switch (kind) {
            case ESCALATIONS, PAGES, UNREACHED, ROUNDS, RECEIPTS, NOTICES, HANDOFFS ->
                Optional.ofNullable(reading.overdue().get(kind))
                        .filter(late -> !late.isEmpty())
                        .map(late -> late(kind, late));
            case OBJECTIVE -> slow(reading.waits());
        };
    }

    private static String late(Kind kind, List<Overdue> late) {
        var oldest = late.getFirst();
        return "%s%s, %s %s UTC: %s"
                .formatted(
                        late.size() >= Reading.MOST ? "at least " : "",
                        kind.counted(late.size()),
                        late.size() == 1 ? "since" : "the oldest since",
                        CLOCK.format(oldest.due()),
                        oldest.what());
    }

    private static Optional<String> slow(List<Duration> waits) {
        var slow = waits.stream().filter(wait -> wait.compareTo(PROMISED) > 0).count();
        var inTime = waits.size() - slow;
        if (waits.size() < FEWEST_PAGES || inTime * 100 >= (long) waits.size() * PROMISED_OF_100) {
            return Optional.empty();
        }
        var slowest = waits.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        return Optional.of(
                "%d of %d first pages of the last hour were not with a provider within %d s, the slowest took %d s"
                        .formatted(slow, waits.size(), PROMISED.toSeconds(), slowest.toSeconds()));
    }
}
