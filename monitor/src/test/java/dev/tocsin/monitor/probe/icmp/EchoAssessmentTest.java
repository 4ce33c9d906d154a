package dev.tocsin.monitor.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.IcmpFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EchoAssessmentTest {

    @Test
    void losses_up_to_the_limit_pass_and_more_fail() {
        assertThat(judged(3, 2, 50, Optional.empty())).isInstanceOf(Observation.Passed.class);
        assertThat(judged(3, 1, 50, Optional.empty()).reason())
                .isEqualTo("2 of 3 echoes to 192.0.2.1 lost, expected at most 50 %");
    }

    @Test
    void silence_always_fails_and_names_what_the_network_said() {
        assertThat(judged(1, 0, 99, Optional.empty()).reason()).isEqualTo("no answer from 192.0.2.1 to 1 echo");
        assertThat(judged(3, 0, 99, Optional.of("host is unreachable")).reason())
                .isEqualTo("no answer from 192.0.2.1 to 3 echoes (host is unreachable)");
    }

    @Test
    void the_mean_round_trip_is_held_against_the_limit() {
        var pace = new Probe.Pace(Optional.of(Duration.ofMillis(10)), true);

        assertThat(judged(new Probe.Icmp("gw", 1, 0, pace), 1, 1, Optional.empty())
                        .reason())
                .isEqualTo("round trip took 12 ms, expected within 10 ms");
    }

    private static Observation judged(int sent, int received, int maxLoss, Optional<String> refusal) {
        return judged(new Probe.Icmp("gw", sent, maxLoss, Probe.Pace.ANY), sent, received, refusal);
    }

    private static Observation judged(Probe.Icmp probe, int sent, int received, Optional<String> refusal) {
        var trip = received == 0 ? Optional.<Double>empty() : Optional.of(12.0);
        var facts = new IcmpFacts("a socket of our own", sent, received, trip, trip, trip);
        return EchoAssessment.of(probe, facts, "192.0.2.1", refusal)
                .observation(_ -> Evidence.none(Instant.EPOCH), facts.words());
    }
}
