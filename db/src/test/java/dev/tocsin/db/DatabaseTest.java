package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private final TestDatabase postgres = TestDatabase.create();
    private final Database database = postgres.database();

    /// A row with what stores bind and read. Public: `bindMethods` sees the accessors of public records alone.
    public record Shift(int id, Instant beganAt, Optional<Instant> endedAt, long lengthMs) {}

    @BeforeEach
    void table() {
        database.run(
                handle -> handle.execute(
                        "create table shift (id integer primary key, began_at timestamptz not null, ended_at timestamptz, length_ms bigint not null default 0)"));
    }

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void what_returns_is_committed() {
        database.run(handle -> insert(handle, 1));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void what_throws_is_rolled_back_and_the_exception_arrives_as_it_was() {
        var fault = new IllegalArgumentException("no");

        assertThatThrownBy(() -> database.run(handle -> {
                    insert(handle, 1);
                    throw fault;
                }))
                .isSameAs(fault);
        assertThat(count()).isZero();
    }

    @Test
    void a_flood_of_requests_leaves_connections_to_those_who_page() throws Exception {
        var settings = postgres.settings();
        try (var small = Database.open(new DatabaseSettings(settings.url(), settings.user(), settings.password(), 3));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var inside = new CountDownLatch(2);
            var leave = new CountDownLatch(1);
            for (var i = 0; i < 2; i++) {
                var _ = threads.submit(() -> Database.asGuest(() -> small.transact(_ -> {
                    inside.countDown();
                    awaited(leave);
                    return 1;
                })));
            }
            inside.await();

            assertThat(small.<Integer>transact(_ -> 1)).isEqualTo(1);
            assertThatThrownBy(() -> Database.asGuest(() -> small.transact(_ -> 1)))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("try again");
            leave.countDown();
        }
    }

    @Test
    void an_error_rolls_back_as_well() {
        assertThatThrownBy(() -> database.run(handle -> {
                    insert(handle, 1);
                    throw new AssertionError("no");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(count()).isZero();
    }

    @Test
    void a_transaction_inside_a_transaction_is_refused() {
        assertThatThrownBy(() -> database.run(outer -> {
                    insert(outer, 1);
                    database.run(inner -> insert(inner, 2));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside a transaction");
        assertThat(count()).isZero();
    }

    @Test
    void one_transaction_after_the_other_is_fine() {
        database.run(handle -> insert(handle, 1));
        database.run(handle -> insert(handle, 2));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void the_network_is_refused_inside_a_transaction_only() {
        Database.requireNoTransaction();

        assertThatThrownBy(() -> database.run(_ -> Database.requireNoTransaction()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("network");
        Database.requireNoTransaction();
    }

    @Test
    void transactions_are_read_committed() {
        var level = database.transact(handle -> handle.createQuery("show transaction_isolation")
                .mapTo(String.class)
                .one());

        assertThat(level).isEqualTo("read committed");
    }

    @Test
    void a_day_begins_at_midnight_utc_whatever_zone_the_machine_is_in() {
        var zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            try (var abroad = Database.open(postgres.settings())) {
                var midnight = abroad.transact(handle -> handle.createQuery("select timestamptz '2026-03-01'")
                        .mapTo(Instant.class)
                        .one());

                assertThat(midnight).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void a_moment_keeps_its_microseconds_and_loses_what_is_finer() {
        var moment = Instant.parse("2026-10-25T01:30:00.123456999Z");

        assertThat(roundTrip(moment)).isEqualTo(Instant.parse("2026-10-25T01:30:00.123456Z"));
    }

    @Test
    void a_moment_is_the_same_in_the_hour_that_happens_twice() {
        var zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));

            for (var hour : new String[] {"00", "01", "02"}) {
                var moment = Instant.parse("2026-10-25T%s:30:00Z".formatted(hour));
                assertThat(roundTrip(moment)).isEqualTo(moment);
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void records_and_optionals_bind_and_read_without_more_ado() {
        var open = new Shift(1, Instant.parse("2026-03-01T00:00:00Z"), Optional.empty(), 5);
        var ended = new Shift(2, open.beganAt(), Optional.of(Instant.parse("2026-03-02T00:00:00.000001Z")), 7);

        var read = database.transact(handle -> {
            var batch = handle.prepareBatch("insert into shift values (:id, :beganAt, :endedAt, :lengthMs)");
            batch.bindMethods(open).add().bindMethods(ended).add().execute();
            return handle.createQuery(
                            "select * from shift where :since::timestamptz is null or began_at >= :since order by id")
                    .bind("since", Optional.of(open.beganAt()))
                    .map(ConstructorMapper.of(Shift.class))
                    .list();
        });

        assertThat(read).containsExactly(open, ended);
    }

    @Test
    void a_missing_moment_reads_as_an_empty_optional() {
        var missing = database.transact(handle -> handle.createQuery("select null::timestamptz")
                .mapTo(new GenericType<Optional<Instant>>() {})
                .one());

        assertThat(missing).isEmpty();
    }

    @Test
    void connections_that_a_restart_broke_are_replaced_unnoticed() {
        // Fills the pool with two connections, then breaks both behind its back.
        holdAtOnce(2);
        try (var other = Database.open(postgres.settings())) {
            other.run(
                    handle -> handle.execute(
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"));
        }

        assertThat(count()).isZero();
        assertThat(count()).isZero();
    }

    @Test
    void a_full_pool_is_told_after_five_seconds_with_the_cure() {
        var small = new DatabaseSettings(
                postgres.settings().url(),
                postgres.settings().user(),
                postgres.settings().password(),
                2);
        try (var few = Database.open(small);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = new CountDownLatch(2);
            var release = new CountDownLatch(1);
            for (var i = 0; i < 2; i++) {
                threads.execute(() -> few.run(_ -> {
                    held.countDown();
                    awaited(release);
                }));
            }
            awaited(held);

            assertThatThrownBy(() -> few.run(_ -> {}))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("all 2 connections to " + small.place())
                    .hasMessageContaining("database.poolSize");
            release.countDown();
        }
    }

    private void holdAtOnce(int connections) {
        var held = new CountDownLatch(connections);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < connections; i++) {
                threads.execute(() -> database.run(_ -> {
                    held.countDown();
                    awaited(held);
                }));
            }
        }
    }

    private Instant roundTrip(Instant moment) {
        return database.transact(handle -> handle.createQuery("select :moment::timestamptz")
                .bind("moment", moment)
                .mapTo(Instant.class)
                .one());
    }

    private int count() {
        return database.transact(handle -> handle.createQuery("select count(*) from shift")
                .mapTo(Integer.class)
                .one());
    }

    private static void insert(Handle handle, int id) {
        handle.execute("insert into shift (id, began_at) values (?, ?)", id, Instant.EPOCH);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
