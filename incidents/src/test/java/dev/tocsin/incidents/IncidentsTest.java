package dev.tocsin.incidents;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IncidentsTest {
    private static final Actor ANA = new Actor("ana", "sms");
    private static final Actor BO = new Actor("bo", "link");

    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_monitor_has_one_open_incident_however_often_it_fails() {
        house.down("shop");
        house.down("shop");
        house.down("shop", "shop");

        assertThat(house.all()).hasSize(1);
        assertThat(house.timeline(house.newest("shop"))).containsExactly("opened");
    }

    @Test
    void an_incident_says_what_was_seen_and_since_when() {
        house.down("shop");

        var incident = house.newest("shop");
        assertThat(incident.title()).isEqualTo("SHOP DOWN");
        assertThat(incident.summary()).isEqualTo("connect refused");
        assertThat(incident.beganAt()).isEqualTo(PagingHouse.START.minusSeconds(10));
        assertThat(incident.openedAt()).isEqualTo(PagingHouse.START);
        assertThat(incident.status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void recovery_resolves_and_the_next_failure_is_a_new_incident() {
        house.down("shop");
        house.up("shop");
        house.down("shop");
        house.up("shop");
        house.down("shop");

        assertThat(house.all())
                .extracting(Incident::status)
                .containsExactly(IncidentStatus.TRIGGERED, IncidentStatus.RESOLVED, IncidentStatus.RESOLVED);
        assertThat(house.all().getLast().resolvedBy()).contains("the monitor");
    }

    @Test
    void recovery_ends_an_acknowledged_incident_too() {
        house.down("shop");
        house.incidents.acknowledge(house.newest("shop").id(), ANA);
        house.up("shop");

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void without_auto_resolve_a_recovered_monitor_keeps_its_incident_and_the_next_failure_pages_again() {
        house.alert("shop", new Alerting(Severity.CRITICAL, "default", false));
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), ANA);
        house.up("shop");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);

        house.clock.advance(ofMinutes(90));
        house.down("shop");
        house.work();

        assertThat(house.all()).hasSize(1);
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.sms.got()).hasSize(2);
    }

    @Test
    void an_outage_about_which_places_disagreed_for_a_while_is_the_same_that_somebody_has() {
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), ANA);

        house.downFrom(Verdict.PARTIAL, "shop");
        house.work();

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(house.sms.got()).hasSize(1);
    }

    @Test
    void without_auto_resolve_a_failure_pages_again_also_when_places_disagreed_before() {
        house.alert("shop", new Alerting(Severity.CRITICAL, "default", false));
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), ANA);
        house.up("shop");

        house.downFrom(Verdict.PARTIAL, "shop");
        house.work();

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.sms.got()).hasSize(2);
    }

    @Test
    void the_second_to_acknowledge_is_told_who_has_it() {
        house.down("shop");
        var id = house.newest("shop").id();

        var first = house.incidents.acknowledge(id, ANA);
        var second = house.incidents.acknowledge(id, BO);

        assertThat(first).isInstanceOf(Answer.Done.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        Answer.AlreadyDone.class,
                        answer -> assertThat(answer.incident().acknowledgedBy()).contains("ana"));
        assertThat(house.timeline(house.newest("shop"))).containsExactly("opened", "acknowledged");
    }

    @Test
    void of_many_who_acknowledge_at_once_exactly_one_has_it() throws Exception {
        house.down("shop");
        var id = house.newest("shop").id();
        var go = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(number -> people.submit(() -> {
                        go.await();
                        return house.incidents.acknowledge(id, new Actor("person " + number, "link"));
                    }))
                    .toList();
            go.countDown();

            var done = 0;
            for (var answer : answers) {
                done += answer.get() instanceof Answer.Done ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
    }

    @Test
    void what_is_resolved_can_be_neither_acknowledged_nor_escalated() {
        house.down("shop");
        var id = house.newest("shop").id();
        house.incidents.resolve(id, ANA);

        assertThat(house.incidents.acknowledge(id, BO)).isInstanceOf(Answer.AlreadyResolved.class);
        assertThat(house.incidents.escalate(id, BO)).isInstanceOf(Answer.AlreadyResolved.class);
        assertThat(house.incidents.resolve(id, BO)).isInstanceOf(Answer.AlreadyDone.class);
        assertThat(house.incidents.acknowledge(new IncidentId(4711), BO)).isInstanceOf(Answer.NoSuchIncident.class);
        assertThat(house.newest("shop").resolvedBy()).contains("ana");
    }

    @Test
    void a_monitor_that_is_removed_ends_its_incident() {
        house.down("shop", "api");

        house.watch("api", "mail");

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(house.newest("shop").resolvedBy()).contains("the settings");
        assertThat(house.newest("api").status()).isEqualTo(IncidentStatus.TRIGGERED);
        house.work();
        assertThat(house.sms.got()).hasSize(1);
    }

    @Test
    void the_code_for_replies_is_the_lowest_free_one_and_comes_free_again() {
        house.down("shop", "api", "mail");
        assertThat(house.all()).extracting(Incident::replyCode).containsExactly(3, 2, 1);

        house.up("api");
        house.down("api");

        assertThat(house.newest("api").replyCode()).isEqualTo(2);
        house.up("shop");
        house.down("shop");
        assertThat(house.newest("shop").replyCode()).isEqualTo(1);
    }

    @Test
    void two_that_open_at_the_same_moment_get_different_codes() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var opened = new CountDownLatch(1);
            var first = nodes.submit(() -> house.database.run(handle -> {
                house.down(handle, "shop");
                opened.countDown();
                awaitSomeoneWaiting(handle);
            }));
            assertThat(opened.await(20, TimeUnit.SECONDS)).isTrue();
            house.down("api");
            first.get();
        }

        assertThat(house.all()).extracting(Incident::replyCode).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void two_nodes_that_see_the_same_failure_open_one_incident() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var opened = new CountDownLatch(1);
            var first = nodes.submit(() -> house.database.run(handle -> {
                house.down(handle, "shop");
                opened.countDown();
                awaitSomeoneWaiting(handle);
            }));
            assertThat(opened.await(20, TimeUnit.SECONDS)).isTrue();
            house.down("shop");
            first.get();
        }

        assertThat(house.all()).hasSize(1);
    }

    @Test
    void an_incident_without_a_monitor_is_opened_once_and_cleared_by_its_key() {
        house.incidents.report("backup", "BACKUP LATE", "none since Monday", Severity.MAJOR, "default");
        house.incidents.report("backup", "BACKUP LATE", "none since Monday", Severity.MAJOR, "default");
        house.work();
        assertThat(house.all()).hasSize(1);
        assertThat(house.sms.got()).hasSize(1);

        house.incidents.clear("backup", ANA);
        house.incidents.clear("backup", ANA);

        assertThat(house.all()).extracting(Incident::resolvedBy).containsExactly(Optional.of("ana"));
    }

    @Test
    void what_is_rolled_back_was_never_opened() {
        try {
            house.database.run(handle -> {
                house.down(handle, "shop");
                throw new IllegalStateException("the settling failed");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the settling failed");
        }
        house.work();

        assertThat(house.all()).isEmpty();
        assertThat(house.sms.got()).isEmpty();
    }

    @Test
    void the_timeline_tells_the_story_in_order() {
        house.down("shop");
        house.work();
        house.pass(ofMinutes(5));
        house.incidents.acknowledge(house.newest("shop").id(), BO);
        house.incidents.escalate(house.newest("shop").id(), BO);
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), ANA);
        house.up("shop");

        assertThat(house.timeline(house.newest("shop")))
                .containsExactly(
                        "opened",
                        "paged",
                        "delivered",
                        "paged",
                        "delivered",
                        "acknowledged",
                        "escalated",
                        "paged",
                        "delivered",
                        "acknowledged",
                        "resolved");
    }

    private static void awaitSomeoneWaiting(Handle handle) {
        var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < patience) {
            var waiting = handle.createQuery("""
                            select count(*)
                              from pg_locks
                             where locktype = 'advisory'
                               and not granted
                            """).mapTo(Long.class).one();
            if (waiting > 0) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nobody waits for the code");
    }
}
