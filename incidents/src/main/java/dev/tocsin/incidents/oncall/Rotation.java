package dev.tocsin.incidents.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/// Responders who take turns. Turn `n` begins at the anchor plus `n` turns of local time: it is counted from the anchor
/// each time and never chained, so that neither a clock change nor a short month moves it for good.
public record Rotation(Turn every, Handoff handoff, LocalDate start, List<String> responders) {

    public Rotation {
        responders = List.copyOf(responders);
        if (responders.isEmpty()) {
            throw new IllegalArgumentException("a rotation without responders, name at least one");
        }
    }

    /// Whose turn it is at `at`. A rotation that starts in the future answers for the past as well.
    public Shift at(Instant at, ZoneId zone) {
        var anchor = handoff.firstFrom(start);
        var turn = every.between(anchor, LocalDateTime.ofInstant(at, zone));
        while (at.isBefore(instant(every.start(anchor, turn), zone))) {
            turn--;
        }
        while (!at.isBefore(instant(every.start(anchor, turn + 1), zone))) {
            turn++;
        }
        return new Shift(
                responders.get(Math.floorMod(turn, responders.size())),
                instant(every.start(anchor, turn), zone),
                instant(every.start(anchor, turn + 1), zone));
    }

    /// In a gap the first instant after it, in an overlap the first of the two.
    private static Instant instant(LocalDateTime local, ZoneId zone) {
        var transition = zone.getRules().getTransition(local);
        if (transition == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        return transition.isGap() ? transition.getInstant() : local.toInstant(transition.getOffsetBefore());
    }
}
