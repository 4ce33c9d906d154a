package dev.tocsin.db;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakesTest {

    private final TestDatabase postgres = TestDatabase.create();
    private final Database database = postgres.database();
    private final Wakes wakes = new Wakes(database);
    private final Semaphore runs = new Semaphore(0);

    @BeforeEach
    void listen() {
        wakes.on("pages", runs::release);
        wakes.start();
        // The first connection wakes everybody once.
        assertThat(ran()).isTrue();
    }

    @AfterEach
    void close() {
        wakes.close();
        postgres.close();
    }

    @Test
    void a_worker_wakes_after_the_commit_and_not_before() throws InterruptedException {
        var ranInside = database.transact(handle -> {
            Wakes.signal(handle, "pages");
            return runs.tryAcquire();
        });

        assertThat(ranInside).isFalse();
        assertThat(ran()).isTrue();
    }

    @Test
    void a_sweep_wakes_those_for_whom_rows_are_due_and_nobody_else() {
        var early = new Semaphore(0);
        var late = new Semaphore(0);
        var without = new Semaphore(0);
        // Never started: a connection would wake everybody once, also those who are registered meanwhile.
        try (var deaf = new Wakes(database)) {
            deaf.on("early", early::release, "select where cast(:now as timestamptz) >= '2026-03-04T14:05:00Z'");
            deaf.on("late", late::release, "select where cast(:now as timestamptz) >= '2026-03-04T14:05:01Z'");
            deaf.on("without rows", without::release);

            deaf.sweepDue(Instant.parse("2026-03-04T14:05:00Z"));
            await().until(early::tryAcquire);
            assertThat(late.availablePermits()).isZero();

            deaf.sweepDue(Instant.parse("2026-03-04T14:05:01Z"));
            await().until(late::tryAcquire);
            deaf.close();
            assertThat(late.availablePermits()).isZero();
            assertThat(without.availablePermits()).isZero();
        }
    }

    @Test
    void a_transaction_that_is_rolled_back_wakes_nobody() {
        assertThatThrownBy(() -> database.run(handle -> {
                    Wakes.signal(handle, "pages");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        signal("pages");

        assertThat(ran()).isTrue();
        assertThat(runs.availablePermits()).isZero();
    }

    @Test
    void a_signal_of_one_node_wakes_the_workers_of_all_nodes() {
        var runsThere = new Semaphore(0);
        try (var other = Database.open(postgres.settings());
                var there = new Wakes(other)) {
            there.on("pages", runsThere::release);
            there.start();
            await().until(runsThere::tryAcquire);

            signal("pages");

            await().until(runsThere::tryAcquire);
            assertThat(ran()).isTrue();
        }
    }

    @Test
    void many_signals_during_a_run_make_one_run_more() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var count = new AtomicInteger();
        wakes.on("mails", () -> {
            count.incrementAndGet();
            begun.countDown();
            awaitUninterrupted(release);
        });

        wakes.wake("mails");
        assertThat(begun.await(30, SECONDS)).isTrue();
        for (var i = 0; i < 100; i++) {
            wakes.wake("mails");
        }
        release.countDown();

        await().until(() -> count.get() == 2);
        wakes.close();
        assertThat(count).hasValue(2);
    }

    @Test
    void a_worker_that_throws_is_counted_and_stays() {
        var count = new AtomicInteger();
        wakes.on("mails", () -> {
            if (count.incrementAndGet() == 1) {
                throw new IllegalStateException("broken on purpose");
            }
        });

        wakes.wake("mails");
        await().until(() -> wakes.failures("mails") == 1);
        wakes.wake("mails");

        await().until(() -> count.get() == 2);
        assertThat(wakes.failures("mails")).isEqualTo(1);
    }

    @Test
    void a_broken_connection_is_replaced_and_everybody_is_woken_once_for_what_was_missed() {
        database.run(
                handle -> handle.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'"));

        assertThat(ran()).isTrue();
        await().until(wakes::listening);
        signal("pages");
        assertThat(ran()).isTrue();
    }

    @Test
    void closing_waits_for_the_run_under_way() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        wakes.on("mails", () -> {
            begun.countDown();
            awaitUninterrupted(release);
            done.countDown();
        });
        wakes.wake("mails");
        assertThat(begun.await(30, SECONDS)).isTrue();

        var closing = Thread.ofVirtual().start(wakes::close);
        assertThat(closing.join(Duration.ofMillis(100))).isFalse();
        release.countDown();

        assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
        assertThat(done.getCount()).isZero();
    }

    @Test
    void work_has_one_worker() {
        assertThatThrownBy(() -> wakes.on("pages", () -> {})).hasMessageContaining("pages has a worker already");
    }

    @Test
    void work_that_nobody_does_here_is_no_fault() {
        wakes.wake("something of another node");
    }

    private void signal(String work) {
        database.run(handle -> Wakes.signal(handle, work));
    }

    private boolean ran() {
        try {
            return runs.tryAcquire(10, SECONDS);
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
        }
    }
}
