package dev.tocsin.monitor.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.db.MovableClock;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Grid;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.ManualTimer;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostedLook;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.SightListener;
import dev.tocsin.monitor.Vantage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Location FRA = new Location("fra");
    private static final Vantage EVERYWHERE = new Vantage(List.of(Location.HERE, FRA, new Location("nyc")), 2);

    private final MovableClock clock = new MovableClock(START);
    private final ManualTimer timer = new ManualTimer(clock);
    private final List<PostedLook> seen = new ArrayList<>();
    private final Set<String> down = new HashSet<>();
    private final List<String> again = new ArrayList<>();
    private final List<String> sight = new ArrayList<>();
    private final Lookout lookout = new Lookout(
            new Probers().with(Probe.Http.class, Looking::new),
            timer,
            new Sight(),
            clock,
            () -> Duration.between(START, clock.instant()).toNanos(),
            seen::add);

    @Test
    void what_is_new_is_looked_at_soon_and_then_exactly_at_its_slots() {
        assign("shop", "blog");
        timer.advanceTo(START.plusMillis(900));
        pass(Duration.ofSeconds(1));
        assertThat(seen).extracting(PostedLook::monitor).contains("shop", "blog");
        seen.clear();

        pass(EVERY.multipliedBy(10));

        var slots = slots("shop", FRA);
        assertThat(seen)
                .filteredOn(look -> look.monitor().equals("shop"))
                .filteredOn(look -> slots.contains(look.seen().evidence().at()))
                .hasSize(10)
                .allSatisfy(look -> assertThat(look.lateness()).isEqualTo(Duration.ZERO));
        assertThat(lookout.missed()).isZero();
    }

    @Test
    void a_slot_that_comes_before_the_first_walk_is_not_missed() {
        var slot =
                new Grid(0, assigned("shop").phase()).slotBefore(START, EVERY).plus(EVERY);
        clock.set(slot.minusMillis(100));

        assign("shop");
        timer.advanceTo(slot.plusSeconds(1));
        lookout.walk();

        assertThat(seen).extracting(look -> look.seen().evidence().at()).contains(slot);
        assertThat(lookout.missed()).isZero();
    }

    @Test
    void the_places_of_a_monitor_take_turns() {
        var slots = EVERYWHERE.locations().stream()
                .map(place -> Assigned.of(monitor("shop"), place).phase())
                .toList();

        var own = Grid.of("shop", EVERY, 64).phase();
        assertThat(slots.getFirst()).isEqualTo(own);
        assertThat(slots)
                .allSatisfy(phase -> assertThat(phase).isLessThan(EVERY))
                .extracting(phase -> Math.floorMod(phase.minus(own).toMillis(), EVERY.toMillis()))
                .containsExactly(0L, 10_000L, 20_000L);
    }

    @Test
    void a_failure_is_looked_at_again_as_the_rules_say_until_it_is_confirmed() {
        assign("shop");
        pass(EVERY.multipliedBy(2));
        seen.clear();
        again.clear();
        down.add("shop");

        pass(EVERY.multipliedBy(2));

        assertThat(again).containsExactly("shop");
        var failures = seen.stream().map(look -> look.seen().evidence().at()).toList();
        assertThat(Duration.between(failures.get(0), failures.get(1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void what_is_not_assigned_any_more_is_left_alone_and_what_changes_goes_on() {
        assign("shop", "blog");
        pass(EVERY.multipliedBy(2));
        seen.clear();

        assign("blog");
        pass(EVERY.multipliedBy(2));

        assertThat(seen).extracting(PostedLook::monitor).containsOnly("blog").hasSize(2);
        lookout.assign(Assignment.NONE);
        seen.clear();
        pass(EVERY.multipliedBy(2));
        assertThat(seen).isEmpty();
        assertThat(lookout.size()).isZero();
    }

    @Test
    void when_none_of_the_references_answers_a_failure_is_our_own() {
        lookout.assign(new Assignment(List.of(assigned("shop")), List.of(site("one"), site("two")), Map.of()));
        pass(EVERY.multipliedBy(2));
        seen.clear();
        down.addAll(List.of("shop", "one", "two"));

        pass(EVERY.multipliedBy(2));

        assertThat(seen).isNotEmpty().allSatisfy(look -> {
            assertThat(look.seen()).isInstanceOf(Observation.Inconclusive.class);
            assertThat(look.seen().reason()).contains("none of the 2 references answers either");
        });
        assertThat(sight).containsExactly("lost");
        down.clear();
        // The references are looked at by threads of their own.
        await().untilAsserted(() -> {
            pass(Duration.ofSeconds(1));
            assertThat(sight).containsExactly("lost", "regained");
        });
    }

    @Test
    void slots_that_pass_while_the_machine_sleeps_are_counted_and_not_made_up_for() {
        assign("shop");
        pass(EVERY.multipliedBy(2));
        seen.clear();

        clock.advance(Duration.ofMinutes(10));
        pass(EVERY);

        assertThat(lookout.missed()).isBetween(19L, 20L);
        assertThat(seen).hasSizeBetween(1, 2);
    }

    @Test
    void a_clock_set_back_by_an_hour_stops_no_looking() {
        assign("shop");
        pass(EVERY.multipliedBy(2));

        clock.advance(Duration.ofHours(-1));
        seen.clear();
        pass(EVERY.multipliedBy(3));

        assertThat(seen).isNotEmpty();
    }

    private void assign(String... names) {
        lookout.assign(
                new Assignment(Stream.of(names).map(LookoutTest::assigned).toList(), List.of(), Map.of()));
    }

    private void pass(Duration duration) {
        var end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            lookout.walk();
            timer.advanceTo(clock.instant().plusSeconds(1));
        }
    }

    private static Set<Instant> slots(String name, Location place) {
        var phase = Assigned.of(monitor(name), place).phase();
        var slots = new HashSet<Instant>();
        for (var slot = new Grid(0, phase).slotBefore(START, EVERY);
                slot.isBefore(START.plus(Duration.ofHours(1)));
                slot = slot.plus(EVERY)) {
            slots.add(slot);
        }
        return slots;
    }

    private static Assigned assigned(String name) {
        return Assigned.of(monitor(name), FRA);
    }

    private static Monitor monitor(String name) {
        return new Monitor(
                name,
                site(name),
                EVERY,
                Duration.ofSeconds(10),
                new Confirmation(2, 2, Duration.ofSeconds(5)),
                List.of(),
                EVERYWHERE);
    }

    private static Probe.Http site(String name) {
        return new Probe.Http(
                URI.create("http://" + name + ".test/"),
                "GET",
                Map.of(),
                HttpExpectation.ANY_SUCCESS,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private final class Looking implements Prober<Probe.Http> {
        @Override
        public Observation look(Probe.Http probe, Duration timeout) {
            var evidence = Evidence.none(clock.instant());
            return down.contains(name(probe))
                    ? new Observation.Failed(evidence, "connect refused")
                    : new Observation.Passed(evidence, false, "status 200");
        }

        @Override
        public Observation lookAgain(Probe.Http probe, Duration timeout) {
            again.add(name(probe));
            return look(probe, timeout);
        }

        private static String name(Probe.Http probe) {
            return probe.url().getHost().replace(".test", "");
        }
    }

    private final class Sight implements SightListener {
        @Override
        public void lost(String why) {
            sight.add("lost");
        }

        @Override
        public void regained() {
            sight.add("regained");
        }
    }
}
