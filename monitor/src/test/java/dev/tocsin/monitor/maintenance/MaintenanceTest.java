package dev.tocsin.monitor.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void work_announced_once_begins_at_its_local_time_and_ends_after_it_lasted() {
        var once = maintenance("2026-11-29T02:00", Optional.empty());

        assertThat(once.at(Instant.parse("2026-11-29T00:59:59Z"))).isEmpty();
        assertThat(once.at(Instant.parse("2026-11-29T01:00:00Z"))).isPresent();
        assertThat(once.at(Instant.parse("2026-11-29T02:59:59Z"))).isPresent();
        assertThat(once.at(Instant.parse("2026-11-29T03:00:00Z"))).isEmpty();
        assertThat(once.at(Instant.parse("2026-12-06T01:30:00Z"))).isEmpty();
    }

    @Test
    void work_that_comes_again_keeps_its_local_time_when_the_clocks_change() {
        var weekly = maintenance("2026-03-01T12:00", Optional.of("FREQ=WEEKLY;BYDAY=SU"));

        assertThat(weekly.at(Instant.parse("2026-03-22T11:00:00Z"))).isPresent();
        assertThat(weekly.at(Instant.parse("2026-03-22T10:30:00Z"))).isEmpty();
        assertThat(weekly.at(Instant.parse("2026-03-29T10:00:00Z"))).isPresent();
        assertThat(weekly.at(Instant.parse("2026-03-29T12:30:00Z"))).isEmpty();
        assertThat(weekly.at(Instant.parse("2026-10-25T11:00:00Z"))).isPresent();
        assertThat(weekly.at(Instant.parse("2026-10-25T10:30:00Z"))).isEmpty();
    }

    @Test
    void in_the_night_that_skips_its_hour_the_work_takes_place_all_the_same() {
        var nightly = maintenance("2026-03-01T02:30", Optional.of("FREQ=DAILY"));

        assertThat(nightly.at(Instant.parse("2026-03-29T01:45:00Z"))).isPresent();
    }

    @Test
    void in_the_night_that_has_its_hour_twice_the_work_takes_place_once() {
        var nightly = new Maintenance(
                "backup",
                Set.of("shop"),
                LocalDateTime.parse("2026-10-01T02:30"),
                Duration.ofMinutes(15),
                BERLIN,
                Optional.of(Recurrence.parse("FREQ=DAILY")));

        var first = nightly.at(Instant.parse("2026-10-25T00:35:00Z")).isPresent();
        var second = nightly.at(Instant.parse("2026-10-25T01:35:00Z")).isPresent();
        assertThat(first ^ second).isTrue();
    }

    @Test
    void a_rule_with_an_end_is_over_after_it() {
        var twice = maintenance("2026-03-01T12:00", Optional.of("FREQ=DAILY;COUNT=2"));

        assertThat(twice.at(Instant.parse("2026-03-02T11:30:00Z"))).isPresent();
        assertThat(twice.at(Instant.parse("2026-03-03T11:30:00Z"))).isEmpty();
    }

    @Test
    void a_rule_that_never_comes_true_is_not_searched_for_without_end() {
        var never = maintenance("2026-03-01T12:00", Optional.of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"));

        assertThat(never.at(Instant.parse("2030-03-02T11:30:00Z"))).isEmpty();
    }

    @Test
    void what_is_no_rule_is_refused_in_words() {
        assertThatThrownBy(() -> Recurrence.parse("every sunday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"every sunday\" is no RRULE")
                .hasMessageContaining("FREQ=WEEKLY;BYDAY=SU");
    }

    private static Maintenance maintenance(String start, Optional<String> rule) {
        return new Maintenance(
                "patching",
                Set.of("shop"),
                LocalDateTime.parse(start),
                Duration.ofHours(2),
                BERLIN,
                rule.map(Recurrence::parse));
    }
}
