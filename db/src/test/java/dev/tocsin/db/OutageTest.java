package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private long nanos;
    private final Outage outage = new Outage(() -> nanos);

    @BeforeEach
    void listen() {
        said.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(said);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(said);
        logger().setLevel(null);
    }

    @Test
    void an_outage_is_told_once_however_many_meet_it() {
        for (var i = 0; i < 100; i++) {
            outage.refused("nothing listens at db:5432");
            pass(Duration.ofMillis(250));
        }

        assertThat(said.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .isEqualTo("nothing listens at db:5432; what is due waits until it is back"));
        assertThat(outage.words()).contains("nothing listens at db:5432 (for 25 s)");
    }

    @Test
    void what_is_refused_now_and_taken_then_is_one_outage() {
        for (var i = 0; i < 100; i++) {
            outage.refused("the disk is full");
            outage.served();
            pass(Duration.ofSeconds(1));
        }

        assertThat(said.list).hasSize(1);
        assertThat(outage.words()).isPresent();
    }

    @Test
    void it_is_over_when_work_was_done_and_none_refused_for_ten_seconds() {
        outage.refused("the disk is full");
        pass(Duration.ofSeconds(10));
        assertThat(outage.words()).isPresent();

        outage.served();

        assertThat(outage.words()).isEmpty();
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .element(said.list.size() - 1)
                .asString()
                .isEqualTo("the database serves again after 10 s");
    }

    @Test
    void a_database_tells_what_is_wrong_with_it() {
        try (var postgres = TestDatabase.create()) {
            var database = postgres.database();
            assertThat(database.trouble()).isEmpty();

            assertThatThrownBy(() -> database.run(handle -> handle.execute("""
                    do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
                    """)))
                    .matches(Database::isUnavailable);

            assertThat(database.trouble().orElseThrow())
                    .startsWith("the disk of " + postgres.settings().place() + " is full: make room there")
                    .contains("could not extend file");
        }
    }

    @Test
    void a_fault_of_our_own_is_no_outage() {
        try (var postgres = TestDatabase.create()) {
            var database = postgres.database();

            assertThatThrownBy(() -> database.run(handle -> handle.execute("select from nowhere")))
                    .isInstanceOf(RuntimeException.class);

            assertThat(database.trouble()).isEmpty();
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Database.class);
    }
}
