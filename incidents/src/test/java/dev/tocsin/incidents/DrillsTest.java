package dev.tocsin.incidents;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrillsTest {
    private final PagingHouse house = new PagingHouse();
    private final Drills drills = new Drills(house.database, house.clock, house.incidents);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everything_that_a_drill_sends_begins_with_drill() {
        house.reach(now(Medium.SMS), now(Medium.EMAIL), after(Medium.VOICE, ofMinutes(1)));
        drill();
        house.work();
        house.pass(ofMinutes(1));

        var sms = house.sms.got().getFirst().message();
        assertThat(sms.text())
                .startsWith("DRILL since 14:05 UTC: nothing is broken, acknowledge as you would if it were")
                .contains("Ack: reply 1a");
        Message mail = house.mail.got().getFirst().message();
        assertThat(mail.subject()).startsWith("DRILL ");
        assertThat(mail.text()).startsWith("DRILL ");
        assertThat(house.voice.got().getFirst().message().text()).startsWith("DRILL ");
    }

    @Test
    void it_is_answered_as_any_other_and_stays_known_as_a_drill() {
        var drill = drill();
        house.work();
        house.replies.received(PagingHouse.phone("ana"), "1a");

        var answered = house.database
                .transact(handle -> house.incidents.find(handle, drill.id()))
                .orElseThrow();
        assertThat(answered.status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(answered.acknowledgedBy()).hasValue("ana");
        assertThat(answered.drill()).isTrue();
    }

    @Test
    void only_one_drill_of_a_policy_is_open_at_a_time() {
        var first = drill();

        assertThat(drills.open(Severity.MINOR, "default", new Actor("laptop", "api")))
                .isEmpty();
        house.incidents.resolve(first.id(), new Actor("laptop", "api"));
        assertThat(drills.open(Severity.MINOR, "default", new Actor("laptop", "api")))
                .isPresent();
    }

    @Test
    void how_long_a_person_takes_is_not_measured_in_a_drill() {
        drill();
        house.work();
        house.incidents.acknowledge(new IncidentId(1), new Actor("ana", "sms"));

        assertThat(house.legs).contains("QUEUE PT0S", "ACCEPT PT0S").noneMatch(leg -> leg.startsWith("ACKNOWLEDGE"));
    }

    private Incident drill() {
        return drills.open(Severity.CRITICAL, "default", new Actor("laptop", "api"))
                .orElseThrow();
    }
}
