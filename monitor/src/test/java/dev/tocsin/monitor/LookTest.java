package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final HttpFacts PAGE = new HttpFacts(
            503, "HTTP/1.1", List.of(), Map.of("server", List.of("x")), 4_096, "", Optional.of("x".repeat(4_096)));
    private static final Evidence.Check CHECK = new Evidence.Check("status", false, "200-299", "503");
    private static final Evidence WHOLE =
            new Evidence(NOON, "127.0.0.1:80", Timings.NONE, Optional.of(PAGE), Optional.empty(), List.of(CHECK));

    @Test
    void in_brief_a_look_keeps_when_what_and_why() {
        var brief = look(new Observation.Failed(WHOLE, "status 503")).brief().seen();

        assertThat(brief.reason()).isEqualTo("status 503");
        assertThat(brief.evidence().at()).isEqualTo(NOON);
        assertThat(brief.evidence().address()).isEqualTo("127.0.0.1:80");
        assertThat(brief.evidence().http().orElseThrow().status()).isEqualTo(503);
    }

    @Test
    void in_brief_a_look_drops_what_is_heavy() {
        var brief =
                look(new Observation.Failed(WHOLE, "status 503")).brief().seen().evidence();

        assertThat(brief.http().orElseThrow().bodyStart()).isEmpty();
        assertThat(brief.http().orElseThrow().headers()).isEmpty();
        assertThat(brief.checks()).isEmpty();
    }

    @Test
    void in_brief_every_outcome_stays_what_it_is() {
        assertThat(look(new Observation.Passed(WHOLE, true, "slow")).brief().seen())
                .isEqualTo(new Observation.Passed(WHOLE.brief(), true, "slow"));
        assertThat(look(new Observation.Inconclusive(WHOLE, "no route")).brief().seen())
                .isEqualTo(new Observation.Inconclusive(WHOLE.brief(), "no route"));
    }

    private static Look look(Observation seen) {
        return new Look(new MonitorId(1), Duration.ZERO, seen);
    }
}
