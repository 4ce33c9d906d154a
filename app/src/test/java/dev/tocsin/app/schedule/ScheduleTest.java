package dev.tocsin.app.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.app.schedule.ScheduledWork.DailyJob;
import dev.tocsin.db.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.quartz.utils.DBConnectionManager;

@Execution(ExecutionMode.CONCURRENT)
class ScheduleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final TestDatabase postgres = TestDatabase.create();
    private final List<Schedule> nodes = new ArrayList<>();
    private final Map<Integer, Integer> walked = new ConcurrentHashMap<>();
    private final AtomicInteger fired = new AtomicInteger();
    private final List<String> names = new ArrayList<>();
    private final Queue<String> died = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        nodes.forEach(Schedule::close);
        postgres.close();
    }

    @Test
    void nodes_that_start_together_walk_every_shard_once_a_round() {
        var walks = new ConcurrentLinkedQueue<String>();
        var a = node("a", work(8, shard -> walks.add(shard + " a")));
        var b = node("b", work(8, shard -> walks.add(shard + " b")));
        var began = System.nanoTime();
        var starting = List.of(CompletableFuture.runAsync(a::start), CompletableFuture.runAsync(b::start));

        starting.forEach(CompletableFuture::join);

        await().atMost(PATIENCE).until(() -> shardsOf(walks).size() == 8 && walks.size() > 8);

        var rounds = Duration.ofNanos(System.nanoTime() - began).toSeconds() / 5 + 1;
        IntStream.range(0, 8)
                .forEach(shard -> assertThat(walks.stream().filter(walk -> walk.startsWith(shard + " ")))
                        .hasSizeBetween(1, (int) rounds + 1));
        assertThat(triggers()).hasSize(8).contains("round 0/8", "round 7/8");
    }

    @Test
    void starting_again_changes_nothing_and_another_number_of_shards_replaces_the_triggers() {
        var daily = new DailyJob("retention", "0 30 3 * * ?", () -> {});
        started("a", new ScheduledWork(4, shard -> {}, List.of(daily)));
        var first = triggers();
        started("b", new ScheduledWork(4, shard -> {}, List.of(daily)));
        assertThat(triggers())
                .isEqualTo(first)
                .contains("retention 0 30 3 * * ?")
                .hasSize(5);

        started("c", new ScheduledWork(2, shard -> {}, List.of()));

        assertThat(triggers()).containsExactly("round 0/2", "round 1/2");
    }

    @Test
    void shards_are_spread_over_the_round() {
        started("a", work(4, this::walk));

        var phases = column("select next_fire_time % 5000 from qrtz_triggers where trigger_group = 'round' order by 1");

        assertThat(phases).containsExactly("0", "1250", "2500", "3750");
    }

    @Test
    void work_that_throws_is_tried_again_at_its_next_time() {
        started("a", work(1, shard -> {
            throw new IllegalStateException("the broom broke, as this test wants it to");
        }));

        await().atMost(PATIENCE).until(() -> fired.get() >= 2);
    }

    @Test
    void slow_work_does_not_pile_up() {
        var broom = new CountDownLatch(1);
        started("a", work(2, shard -> {
            walk(shard);
            if (shard == 1) {
                waitFor(broom);
            }
        }));

        await().atMost(PATIENCE).until(() -> walked.getOrDefault(1, 0) == 1 && walked.getOrDefault(0, 0) >= 3);
        assertThat(walked).containsEntry(1, 1);
        broom.countDown();
        await().atMost(PATIENCE).until(() -> walked.getOrDefault(1, 0) > 1);
    }

    @Test
    void a_database_that_goes_away_and_comes_back_does_not_stop_the_clock() {
        started("a", work(4, this::walk));
        await().atMost(PATIENCE).until(() -> fired.get() >= 1);

        var name = column("select current_database()").getFirst();
        administer("alter database " + name + " allow_connections false");
        administer(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin-schedule' and datname = '"
                        + name + "'");
        var before = fired.get();
        await().during(Duration.ofSeconds(6)).atMost(PATIENCE).until(() -> fired.get() <= before + 1);
        administer("alter database " + name + " allow_connections true");

        walked.clear();
        var then = fired.get();
        await().atMost(PATIENCE).until(() -> fired.get() >= then + 2 && walked.size() == 4);
    }

    @Test
    void a_node_that_fell_silent_is_named_to_those_who_take_over() {
        postgres.database().run(handle -> handle.execute("""
                insert into qrtz_scheduler_state (sched_name, instance_name, last_checkin_time, checkin_interval)
                values ('tocsin', 'silent', 1, 2000)
                """));

        started("a", work(1, this::walk));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(died).containsExactly("silent"));
    }

    @Test
    void a_node_that_stands_still_with_the_common_lock_stops_the_others_for_seconds_only() throws Exception {
        // While the lock is held neither can walk, and afterwards it is chance which of the two does.
        var standing = node("standing", work(4, this::walk));
        standing.start();
        started("a", work(4, this::walk));
        await().atMost(PATIENCE).until(() -> walked.size() > 0 || fired.get() > 1);

        try (var still = DBConnectionManager.getInstance().getConnection(names.getFirst())) {
            still.setAutoCommit(false);
            still.createStatement().execute("select * from qrtz_locks for update");
            walked.clear();

            await().atMost(Duration.ofSeconds(15)).until(() -> walked.size() == 4);
        }
    }

    @Test
    void a_node_that_stops_in_order_leaves_nothing_to_be_noticed() {
        var a = started("a", work(4, this::walk));
        await().atMost(PATIENCE).until(() -> fired.get() >= 1);

        a.close();

        assertThat(column("select instance_name from qrtz_scheduler_state")).isEmpty();
        assertThat(column("select entry_id from qrtz_fired_triggers")).isEmpty();
        assertThat(column("select distinct trigger_state from qrtz_triggers")).containsExactly("WAITING");
    }

    @Test
    void stopping_waits_for_the_work_in_hand() {
        var broom = new CountDownLatch(1);
        var ended = new AtomicInteger();
        var a = started("a", work(1, shard -> {
            waitFor(broom);
            ended.incrementAndGet();
        }));
        await().atMost(PATIENCE).until(() -> fired.get() == 1);

        var stopping = Thread.ofVirtual().start(a::close);
        broom.countDown();
        joined(stopping);

        assertThat(ended).hasValue(1);
    }

    @Test
    void triggers_of_an_hour_yet_to_come_are_brought_back_to_this_one() {
        started("a", work(4, this::walk));
        await().atMost(PATIENCE).until(() -> fired.get() >= 1);
        nodes.getFirst().close();
        postgres.database()
                .run(handle -> handle.execute("update qrtz_triggers set next_fire_time = next_fire_time + 3600000"));
        walked.clear();
        var then = fired.get();

        started("b", work(4, this::walk));

        await().atMost(PATIENCE).until(() -> walked.size() == 4 && fired.get() > then + 1);
    }

    @Test
    void a_node_whose_clock_is_out_does_nothing_while_another_is_in_step_and_begins_when_it_is_right() {
        var off = new AtomicReference<>(Duration.ofSeconds(20));
        started("right", new ScheduledWork(2, shard -> {}, List.of()));
        var wrong = node(
                "wrong", work(2, this::walk), () -> Clock.systemUTC().instant().plus(off.get()));
        wrong.start();
        var beats = new AtomicInteger();
        await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> {
            wrong.keepTime();
            return beats.incrementAndGet() > 4;
        });
        assertThat(fired).hasValue(0);
        assertThat(died).isEmpty();

        off.set(Duration.ZERO);
        nodes.getFirst().close();

        await().pollInterval(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> {
            wrong.keepTime();
            return fired.get() > 1;
        });
    }

    private ScheduledWork work(int shards, IntConsumer walk) {
        IntConsumer counted = shard -> {
            fired.incrementAndGet();
            walk.accept(shard);
        };
        return new ScheduledWork(shards, counted, List.of());
    }

    private void walk(int shard) {
        walked.merge(shard, 1, Integer::sum);
    }

    private Schedule started(String name, ScheduledWork work) {
        var node = node(name, work);
        node.start();
        return node;
    }

    private Schedule node(String name, ScheduledWork work) {
        return node(name, work, Clock.systemUTC());
    }

    private Schedule node(String name, ScheduledWork work, InstantSource clock) {
        var unique = name + System.nanoTime();
        names.add(unique);
        var node = new Schedule(
                postgres.settings(),
                unique,
                work,
                (gone, seen) -> died.add(gone),
                new ClockWatch(postgres.database(), unique, clock, System::nanoTime),
                clock);
        nodes.add(node);
        return node;
    }

    private List<String> triggers() {
        return column("select trigger_group || ' ' || trigger_name from qrtz_triggers order by 1");
    }

    private List<String> column(String sql) {
        return postgres.database()
                .transact(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /// By a connection of its own, which outlives the ban on new ones.
    private void administer(String sql) {
        var settings = postgres.settings();
        var url = settings.url().replaceFirst("/[^/]*$", "/postgres");
        try (var connection = java.sql.DriverManager.getConnection(
                        url, settings.user(), settings.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static java.util.Set<String> shardsOf(Queue<String> walks) {
        return walks.stream().map(walk -> walk.substring(0, walk.indexOf(' '))).collect(Collectors.toSet());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
