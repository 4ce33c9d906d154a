package dev.tocsin.incidents.audit;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The promise that a first page is with its provider within five seconds.
class ObjectiveTest {
    private final PagingHouse house = new PagingHouse();
    private final Auditor auditor = new Auditor(house.database, house.clock, house.incidents, 4);

    @BeforeEach
    void watchNothing() {
        house.watch();
        house.clock.advance(ofMinutes(2));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void slow_first_pages_are_an_incident_for_as_long_as_the_hour_holds_them() {
        break20();
        house.pages.pageDue();
        house.clock.advance(ofSeconds(6));
        house.send();

        audited();
        assertThat(audits()).containsExactly("audit:objective TRIGGERED");
        assertThat(auditor.standing().passed()).isTrue();
        assertThat(auditor.standing().found())
                .containsExactly("20 of 20 first pages of the last hour were not with a provider within 5 s,"
                        + " the slowest took 6 s");

        house.incidents.acknowledge(house.all().getFirst().id(), new Actor("cyd", "api"));
        house.clock.advance(ofMinutes(60));
        house.work();
        auditor.auditDue();
        assertThat(audits()).containsExactly("audit:objective RESOLVED");
    }

    @Test
    void prompt_pages_are_none_and_neither_are_those_that_were_to_leave_later() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofSeconds(30)));
        break20();
        house.work();
        house.pass(ofSeconds(30));

        audited();

        assertThat(house.mailed()).hasSize(20);
        assertThat(audits()).isEmpty();
    }

    @Test
    void pages_that_somebody_made_needless_before_they_left_were_promised_to_nobody() {
        break20();
        house.pages.pageDue();
        house.all().forEach(incident -> house.incidents.acknowledge(incident.id(), new Actor("bo", "api")));
        house.clock.advance(ofSeconds(30));
        house.send();

        audited();

        assertThat(audits()).isEmpty();
    }

    private void break20() {
        for (var i = 0; i < 20; i++) {
            house.incidents.report("key-" + i, "BROKEN", "", Severity.CRITICAL, "default");
        }
    }

    private void audited() {
        auditor.auditDue();
        house.clock.advance(ofSeconds(10));
        auditor.auditDue();
    }

    private Stream<String> audits() {
        return house.all().stream()
                .filter(incident -> incident.key().startsWith("audit:"))
                .map((Incident incident) -> incident.key() + " " + incident.status());
    }
}
