package dev.tocsin.incidents.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Responders who take turns. Turn `n` begins at the anchor plus `n` turns of local time: it is counted from the anchor
/// each time and never chained, so that neither a clock change nor a short month moves it for good. With `only` it
/// answers in these hours alone; whose turn
/// it is goes on meanwhile.
public record Rotation(
        Turn every, Handoff handoff, LocalDate start, List<String> responders, Optional<WeeklyHours> only) {

    public Rotation {
        responders = List.copyOf(responders);
        if (responders.isEmpty()) {
            throw new IllegalArgumentException("a rotation without responders, name at least one");
        }
        only = only.filter(hours -> !hours.always());
    }

    public Rotation(Turn every, Handoff handoff, LocalDate start, List<String> responders) {
        this(every, handoff, start, responders, Optional.empty());
    }

    /// Whose turn it is at `at`. A rotation that starts in the future answers for the past as well.
    Slot at(Instant at, ZoneId zone) {
        var anchor = handoff.firstFrom(start);
        var turn = every.between(anchor, LocalDateTime.ofInstant(at, zone));
        while (at.isBefore(WallClock.start(every.start(anchor, turn), zone))) {
            turn--;
        }
        while (!at.isBefore(WallClock.start(every.start(anchor, turn + 1), zone))) {
            turn++;
        }
        return new Slot(
                responders.get(Math.floorMod(turn, responders.size())),
                WallClock.start(every.start(anchor, turn), zone),
                WallClock.start(every.start(anchor, turn + 1), zone));
    }
}
