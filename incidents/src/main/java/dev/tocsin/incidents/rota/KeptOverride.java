package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.oncall.ScheduleOverride;
import dev.tocsin.incidents.oncall.Window;
import java.time.Instant;
import java.util.Optional;

/// An override that was made over the API. Its author and reason stand in the override itself.
///
/// @param whole from the begin of its first window to the end of its last
/// @param ending who took it back, and when
public record KeptOverride(
        long id, String schedule, ScheduleOverride override, Window whole, Instant madeAt, Optional<Ending> ending) {

    /// It was taken back.
    public record Ending(Instant at, String by) {}

    /// What counted of it, or counts: nothing before it was made, nothing after it was taken back.
    Optional<ScheduleOverride> counted() {
        return override.between(madeAt, ending.map(Ending::at).orElse(Instant.MAX));
    }

    /// The word for people: `coming`, `counts`, `over`, or `taken back`.
    public String state(Instant now) {
        if (ending.isPresent()) {
            return "taken back";
        }
        return now.isBefore(whole.from()) ? "coming" : now.isBefore(whole.to()) ? "counts" : "over";
    }
}
