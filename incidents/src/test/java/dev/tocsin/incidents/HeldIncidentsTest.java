package dev.tocsin.incidents;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.Verdict;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Failures that are nobody's call: behind a failing gateway, during announced work, in endless up and down.
final class HeldIncidentsTest {
    private static final Hold GATEWAY = new Hold.Dependency("gateway");
    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_held_incident_is_open_and_pages_nobody() {
        house.down("shop", GATEWAY);

        house.work();
        house.pass(ofMinutes(30));

        assertThat(house.texted()).isEmpty();
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.newest("shop").heldBy()).contains("it depends on gateway, which fails as well");
        assertThat(house.timeline(house.newest("shop"))).containsExactly("opened", "held");
    }

    @Test
    void what_is_still_down_when_the_hold_ends_pages_the_first_step_at_once() {
        house.down("shop", GATEWAY);
        house.pass(ofMinutes(7));

        house.released("shop", GATEWAY);
        house.work();

        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.newest("shop").heldBy()).isEmpty();
    }

    @Test
    void a_hold_that_begins_in_the_middle_stops_the_paging_and_goes_on_with_the_next_step() {
        house.down("shop");
        house.work();
        assertThat(house.texted()).containsExactly("ana");

        house.held("shop", new Hold.Maintenance("patching"));
        house.pass(ofMinutes(30));
        assertThat(house.texted()).containsExactly("ana");
        house.released("shop", new Hold.Maintenance("patching"));
        house.work();

        assertThat(house.texted()).containsExactly("ana", "bo");
    }

    @Test
    void what_recovers_while_it_is_held_has_woken_nobody() {
        house.down("shop", GATEWAY);

        house.up("shop");
        house.released("shop", GATEWAY);
        house.pass(ofMinutes(1));

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(house.texted()).isEmpty();
    }

    @Test
    void an_acknowledged_incident_is_not_paged_when_its_hold_ends() {
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));

        house.held("shop", GATEWAY);
        house.released("shop", GATEWAY);
        house.pass(ofMinutes(30));

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_flapping_target_keeps_one_incident_open_with_one_note_until_it_is_quiet() {
        house.down("shop");
        house.work();

        for (var turn = 0; turn < 5; turn++) {
            house.flaps("shop", Verdict.UP);
            house.pass(ofSeconds(30));
            house.flaps("shop", Verdict.DOWN);
            house.pass(ofSeconds(30));
        }
        house.flaps("shop", Verdict.UP);
        house.pass(ofMinutes(14));
        house.alarms.calmDue();
        assertThat(house.newest("shop").status()).isNotEqualTo(IncidentStatus.RESOLVED);
        house.pass(ofMinutes(2));
        house.alarms.calmDue();

        assertThat(house.all()).hasSize(1);
        assertThat(Collections.frequency(house.timeline(house.newest("shop")), "flapping"))
                .isEqualTo(1);
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_stops_flapping_while_it_is_down_stays_open() {
        house.down("shop");
        house.flaps("shop", Verdict.UP);
        house.flaps("shop", Verdict.DOWN);

        house.pass(ofMinutes(16));
        house.alarms.calmDue();

        assertThat(house.newest("shop").status()).isNotEqualTo(IncidentStatus.RESOLVED);
    }
}
