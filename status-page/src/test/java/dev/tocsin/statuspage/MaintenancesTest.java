package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.AuthoringHouse.BEGAN;
import static dev.tocsin.statuspage.AuthoringHouse.maintenance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.maintenance.Recurrence;
import dev.tocsin.statuspage.Publication.Occasion;
import dev.tocsin.statuspage.web.Surfaces;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaintenancesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AuthoringHouse house = new AuthoringHouse();

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void the_clock_begins_and_ends_it_and_its_components_wear_it_meanwhile() {
        var planned =
                house.schedule(BEGAN.plus(HOUR), BEGAN.plus(HOUR.multipliedBy(3)), true, ComponentStatus.OPERATIONAL);
        assertThat(status("Shop")).isEqualTo(ComponentStatus.NO_DATA);

        house.clock.advance(HOUR);
        house.maintenances.turnDue();
        assertThat(find(planned).phase()).isEqualTo(Phase.IN_PROGRESS);
        assertThat(status("Shop")).isEqualTo(ComponentStatus.UNDER_MAINTENANCE);
        assertThat(status("API")).isEqualTo(ComponentStatus.NO_DATA);
        assertThat(house.board().overall().description()).isEqualTo("Service Under Maintenance");

        house.clock.advance(HOUR.multipliedBy(2));
        house.maintenances.turnDue();
        assertThat(find(planned).phase()).isEqualTo(Phase.COMPLETED);
        assertThat(find(planned).updates()).hasSize(3);
        assertThat(status("Shop")).isEqualTo(ComponentStatus.NO_DATA);
        var history = house.component(house.board(), "Shop").history();
        assertThat(history.uptime().lasted(ComponentStatus.UNDER_MAINTENANCE)).isEqualTo(Duration.ofHours(2));
        assertThat(history.uptime().percent()).isEmpty();
    }

    @Test
    void what_a_person_begins_a_person_ends() {
        var planned =
                house.schedule(BEGAN.plus(HOUR), BEGAN.plus(HOUR.multipliedBy(2)), false, ComponentStatus.OPERATIONAL);
        house.clock.advance(HOUR.multipliedBy(3));
        house.maintenances.turnDue();
        assertThat(find(planned).phase()).isEqualTo(Phase.SCHEDULED);

        house.maintenances.turn(planned.id(), Phase.IN_PROGRESS, Optional.of("We begin late."), "ana");
        house.maintenances.turnDue();
        var late = new ArrayList<String>();
        house.maintenances.overdue((_, one) -> late.add(one.name()));
        house.maintenances.overdue((_, one) -> late.add(one.name()));

        assertThat(find(planned).phase()).isEqualTo(Phase.IN_PROGRESS);
        assertThat(house.board().underWay()).hasSize(1);
        assertThat(late).containsExactly("Database upgrade");
        assertThat(find(planned).updates().getFirst().body()).isEqualTo("We begin late.");
    }

    @Test
    void one_that_takes_longer_stays_where_customers_found_it() {
        var planned =
                house.schedule(BEGAN.plus(HOUR), BEGAN.plus(HOUR.multipliedBy(2)), true, ComponentStatus.OPERATIONAL);
        house.clock.advance(HOUR);
        house.maintenances.turnDue();

        var moved = maintenance(house.maintenances.move(
                planned.id(), planned.from(), BEGAN.plus(HOUR.multipliedBy(4)), Optional.empty(), "ana"));
        house.clock.advance(HOUR.multipliedBy(2));
        house.maintenances.turnDue();

        assertThat(moved.sequence()).isEqualTo(1);
        assertThat(find(planned).phase()).isEqualTo(Phase.IN_PROGRESS);
        assertThat(house.board().underWay()).extracting(Maintenance::id).containsExactly(planned.id());
        assertThat(house.heard).extracting(Publication::occasion).contains(Occasion.MOVED);
        assertThat(house.maintenances.move(
                        planned.id(), BEGAN, BEGAN.plus(HOUR.multipliedBy(9)), Optional.empty(), "ana"))
                .isInstanceOf(Maintenances.Result.OutOfTurn.class);
    }

    @Test
    void subscribers_are_reminded_a_day_and_an_hour_before_and_again_when_it_is_moved() {
        var planned = house.schedule(
                BEGAN.plus(Duration.ofDays(2)),
                BEGAN.plus(Duration.ofDays(2)).plus(HOUR),
                true,
                ComponentStatus.OPERATIONAL);
        house.clock.advance(Duration.ofHours(24));
        house.maintenances.remindDue();
        house.maintenances.remindDue();
        assertThat(reminders()).isEqualTo(1);

        house.clock.advance(Duration.ofHours(23));
        house.maintenances.remindDue();
        assertThat(reminders()).isEqualTo(2);

        house.maintenances.move(
                planned.id(), BEGAN.plus(Duration.ofDays(5)), BEGAN.plus(Duration.ofDays(6)), Optional.empty(), "ana");
        house.clock.advance(Duration.ofDays(3));
        house.maintenances.remindDue();
        assertThat(reminders()).isEqualTo(3);
    }

    @Test
    void one_that_is_called_off_says_so_and_begins_never() {
        var planned =
                house.schedule(BEGAN.plus(HOUR), BEGAN.plus(HOUR.multipliedBy(2)), true, ComponentStatus.OPERATIONAL);
        house.maintenances.turn(planned.id(), Phase.CANCELLED, Optional.empty(), "ana");
        house.clock.advance(HOUR);
        house.maintenances.turnDue();

        assertThat(find(planned).isCancelled()).isTrue();
        assertThat(Surfaces.text(house.board(), "/maintenance.ics")).contains("STATUS:CANCELLED", "SEQUENCE:1");
        assertThat(Surfaces.text(house.board(), "/api/v2/scheduled-maintenances.json"))
                .doesNotContain("Database upgrade");
    }

    @Test
    void nothing_that_is_worse_than_announced_hides_behind_maintenance() {
        house.components.setByHand(
                house.id("Shop"), ComponentStatus.PARTIAL_OUTAGE, "test", "ana", BEGAN.plus(HOUR.multipliedBy(9)));
        house.schedule(BEGAN, BEGAN.plus(HOUR), true, ComponentStatus.OPERATIONAL);
        house.maintenances.turnDue();
        assertThat(status("Shop")).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);

        house.clock.advance(HOUR);
        house.maintenances.turnDue();
        house.schedule(BEGAN.plus(HOUR), BEGAN.plus(HOUR.multipliedBy(2)), true, ComponentStatus.PARTIAL_OUTAGE);
        house.maintenances.turnDue();
        assertThat(status("Shop")).isEqualTo(ComponentStatus.UNDER_MAINTENANCE);
    }

    @Test
    void a_draft_of_maintenance_is_on_no_surface_and_does_not_begin() {
        var plan = new MaintenancePlan(
                "SECRET",
                "SECRET",
                Set.of(house.id("Shop")),
                BEGAN.plus(HOUR),
                BEGAN.plus(HOUR.multipliedBy(2)),
                true,
                ComponentStatus.OPERATIONAL,
                Optional.empty());
        house.maintenances.schedule(plan, new When.OnWord(), "ana");
        house.clock.advance(HOUR);
        house.maintenances.turnDue();
        house.maintenances.remindDue();

        assertThat(Surfaces.of(house.board())).isNotEmpty().noneMatch(text -> text.contains("SECRET"));
        assertThat(status("Shop")).isEqualTo(ComponentStatus.NO_DATA);
        assertThat(house.heard).isEmpty();
    }

    @Test
    void one_that_recurs_is_announced_five_weeks_ahead_each_time_once_also_when_the_clocks_change() {
        var series = house.recurring.begin(
                new RecurringMaintenances.Rhythm(
                        "Weekly restart",
                        "A minute of silence.",
                        Set.of(house.id("Shop")),
                        LocalDateTime.parse("2026-11-29T02:30:00"),
                        ZoneId.of("Europe/Berlin"),
                        Duration.ofMinutes(30),
                        Recurrence.parse("FREQ=WEEKLY;BYDAY=SU"),
                        true,
                        ComponentStatus.OPERATIONAL),
                "ana");
        house.recurring.planDue();
        assertThat(house.board().upcoming()).hasSize(5);
        assertThat(house.board().upcoming().getFirst().from()).isEqualTo("2026-11-29T01:30:00Z");

        house.clock.advance(Duration.ofDays(7));
        house.recurring.planDue();
        house.maintenances.turnDue();
        assertThat(house.board().upcoming()).hasSize(5);

        assertThat(house.recurring.end(series.id(), "ana")).isTrue();
        assertThat(house.board().upcoming()).isEmpty();
    }

    @Test
    void a_state_set_by_hand_ends_by_itself_and_counts_in_the_uptime() {
        house.components.setByHand(
                house.id("Shop"), ComponentStatus.MAJOR_OUTAGE, "test", "ana", BEGAN.plus(Duration.ofMinutes(30)));
        assertThat(status("Shop")).isEqualTo(ComponentStatus.MAJOR_OUTAGE);
        assertThat(Surfaces.of(house.board())).noneMatch(text -> text.contains(">test<"));

        house.clock.advance(Duration.ofMinutes(30));
        assertThat(status("Shop")).isEqualTo(ComponentStatus.NO_DATA);
        assertThat(house.component(house.board(), "Shop").history().uptime().lasted(ComponentStatus.MAJOR_OUTAGE))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(house.components.trail(house.id("Shop")))
                .extracting(Change::kind)
                .isEqualTo(List.of("set by hand"));
    }

    private long reminders() {
        return house.heard.stream()
                .filter(one -> one.occasion() == Occasion.REMINDER)
                .count();
    }

    private Maintenance find(Maintenance planned) {
        return house.maintenances.find(planned.id()).orElseThrow();
    }

    private ComponentStatus status(String component) {
        return house.component(house.board(), component).status();
    }
}
