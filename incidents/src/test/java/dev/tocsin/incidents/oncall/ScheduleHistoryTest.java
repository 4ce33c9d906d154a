package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tocsin.incidents.oncall.ScheduleHistory.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleHistoryTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T08:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-01-09T08:00:00Z");

    @Test
    void each_instant_is_answered_by_the_version_in_force_then() {
        var history = new ScheduleHistory(List.of(new Version(TUESDAY, of("bo")), new Version(MONDAY, of("ana"))));

        assertThat(history.at(MONDAY.minusSeconds(1)).responders()).containsExactly("ana");
        assertThat(history.at(TUESDAY.minusNanos(1)).responders()).containsExactly("ana");
        assertThat(history.at(TUESDAY).responders()).containsExactly("bo");
        assertThat(history.shifts(MONDAY, FRIDAY))
                .extracting(Shift::start, Shift::end)
                .containsExactly(tuple(MONDAY, TUESDAY), tuple(TUESDAY, FRIDAY));
    }

    @Test
    void a_version_that_says_the_same_cuts_no_shift() {
        var history = new ScheduleHistory(List.of(new Version(MONDAY, of("ana")), new Version(TUESDAY, of("ana"))));

        assertThat(history.shifts(MONDAY, FRIDAY))
                .containsExactly(new Shift(MONDAY, FRIDAY, of("ana").at(MONDAY)));
    }

    private static OnCallSchedule of(String responder) {
        return new OnCallSchedule(
                "primary",
                ZoneId.of("Europe/Berlin"),
                List.of(new Rotation(
                        Turn.parse("1 week"),
                        Handoff.parse("mon 09:00"),
                        LocalDate.parse("2026-01-05"),
                        List.of(responder))));
    }
}
