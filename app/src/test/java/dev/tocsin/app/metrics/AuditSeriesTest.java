package dev.tocsin.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.DatabaseUnavailable;
import dev.tocsin.incidents.audit.AuditStanding;
import dev.tocsin.incidents.audit.Kind;
import dev.tocsin.incidents.audit.SignOfLife;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditSeriesTest {
    private static final Instant NOW = Instant.parse("2026-03-04T14:05:00Z");
    private static final SignOfLife LIFE = new SignOfLife(
            Optional.of("https://alive.example.com"), Optional.of(NOW.minusSeconds(60)), 7, 2, 1, Optional.empty());

    @Test
    void the_last_audit_and_the_signs_of_life_are_shown_under_their_promised_names() {
        var metrics = new Metrics();
        var last = new AuditStanding(
                Optional.of(NOW.minusSeconds(30)),
                false,
                Optional.of(NOW.minusSeconds(90)),
                Set.of(Kind.PAGES),
                List.of("1 pages have not left"),
                Optional.of(new AuditStanding.Proof(NOW.minusSeconds(600), "ana answered #1")));

        metrics.watchAudit(() -> last, () -> LIFE, () -> NOW);

        assertThat(metrics.text().lines())
                .contains(
                        "tocsin_audit_passed 0.0",
                        "tocsin_audit_age_seconds 30.0",
                        "tocsin_audit_seen{kind=\"pages\"} 1.0",
                        "tocsin_audit_seen{kind=\"rounds\"} 0.0",
                        "tocsin_last_proven_page_timestamp_seconds "
                                + (double) NOW.minusSeconds(600).getEpochSecond(),
                        "tocsin_dead_man_answered_timestamp_seconds "
                                + (double) NOW.minusSeconds(60).getEpochSecond(),
                        "tocsin_dead_man_pings_total{outcome=\"answered\"} 7.0",
                        "tocsin_dead_man_pings_total{outcome=\"failed\"} 2.0",
                        "tocsin_dead_man_pings_total{outcome=\"withheld\"} 1.0");
    }

    @Test
    void while_the_database_is_away_nothing_is_said_of_the_audit() {
        var metrics = new Metrics();

        metrics.watchAudit(
                () -> {
                    throw new DatabaseUnavailable("it is away: wait until it is back");
                },
                () -> LIFE,
                () -> NOW);

        assertThat(metrics.text())
                .contains("tocsin_dead_man_pings_total", "jvm_memory_used_bytes")
                .doesNotContain("tocsin_audit_");
    }
}
