package dev.tocsin.incidents.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Who is on call when. The one resolver: paging, pages and feeds all ask here. Later rotations stand above earlier
/// ones.
public record OnCallSchedule(String name, ZoneId zone, List<Rotation> rotations) {
    private static final DateTimeFormatter HANDOFF = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    public OnCallSchedule {
        rotations = List.copyOf(rotations);
    }

    /// Everyone on call at `at`, each with the reason; empty when nobody is.
    public List<OnCall> at(Instant at) {
        if (rotations.isEmpty()) {
            return List.of();
        }
        var shift = rotations.getLast().at(at, zone);
        return List.of(new OnCall(
                shift.responder(),
                "on call in %s until %s %s"
                        .formatted(name, HANDOFF.format(shift.end().atZone(zone)), zone.getId())));
    }
}
