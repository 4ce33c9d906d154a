package dev.tocsin.monitor.heartbeat;

import static dev.tocsin.monitor.heartbeat.Jobs.instant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.heartbeat.Absences.Away;
import dev.tocsin.monitor.heartbeat.Absences.Presence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbsencesTest {

    @Test
    void where_one_of_several_nodes_is_there_somebody_is() {
        assertThat(between("14:00:05", there("12:00", "13:00"), there("12:50", "14:00"), there("12:10", "12:20")))
                .containsExactly(new Away(Instant.MIN, instant("12:00")));
    }

    @Test
    void the_time_from_the_end_of_one_process_to_the_beginning_of_the_next_is_an_absence_however_short() {
        assertThat(between("14:00", there("12:00", "13:00"), there("13:00:02", "14:00")))
                .containsExactly(
                        new Away(Instant.MIN, instant("12:00")), new Away(instant("13:00"), instant("13:00:02")));
    }

    @Test
    void who_has_not_said_for_fifteen_seconds_that_he_is_there_is_not() {
        assertThat(between("13:00:15", there("12:00", "13:00"))).hasSize(1);
        assertThat(between("13:00:16", there("12:00", "13:00")))
                .endsWith(new Away(instant("13:00"), instant("13:00:16")));
    }

    @Test
    void before_anybody_was_there_nobody_was() {
        assertThat(between("13:00")).containsExactly(new Away(Instant.MIN, instant("13:00")));
    }

    private static List<Away> between(String now, Presence... presences) {
        return Absences.between(List.of(presences), instant(now)).all();
    }

    private static Presence there(String from, String until) {
        return new Presence(instant(from), instant(until));
    }
}
