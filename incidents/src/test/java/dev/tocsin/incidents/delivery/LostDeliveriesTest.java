package dev.tocsin.incidents.delivery;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.DatabaseUnavailable;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LostDeliveriesTest extends SendingHouse {

    @Test
    void an_answer_that_was_lost_is_asked_for_and_nothing_is_sent_twice() {
        sms.loseNext();
        var id = enqueue("one");
        send();
        assertThat(state(id)).isEqualTo("pending");

        clock.advance(ofSeconds(3));
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("accepted");
        assertThat(moved).last().extracting(DeliveryListener.Movement::state).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void an_answer_that_never_came_and_is_not_found_leads_to_a_resend_that_says_so() {
        sms.answerNext(new Outcome.Unknown("timed out"));
        enqueue("one");
        send();

        clock.advance(ofSeconds(3));
        send();

        assertThat(sms.got()).extracting(delivery -> delivery.message().text()).containsExactly("one", "(again) one");
        assertThat(sms.got().getLast().message().reference())
                .isEqualTo(sms.got().getFirst().message().reference());
    }

    @Test
    void what_a_node_sent_before_it_died_is_found_when_its_lease_is_over() {
        var id = enqueue("one");
        var node = node(database, channel(delivery -> {
            var _ = sms.send(delivery);
            throw new Died();
        }));
        node.sendDue(Medium.SMS);
        assertThat(finished(node)).isTrue();
        assertThat(state(id)).isEqualTo("sending");

        send();
        assertThat(sms.got()).hasSize(1);
        clock.advance(LEASE_OVER);
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void what_a_node_took_and_never_sent_is_sent_when_its_lease_is_over() {
        var id = enqueue("one");
        var node = node(database, channel(delivery -> {
            throw new Died();
        }));
        node.sendDue(Medium.SMS);
        assertThat(finished(node)).isTrue();

        clock.advance(LEASE_OVER);
        send();

        assertThat(sms.got()).extracting(delivery -> delivery.message().text()).containsExactly("(again) one");
        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void a_worker_that_comes_back_after_its_lease_changes_nothing() throws Exception {
        var id = enqueue("one");
        var hangs = new CountDownLatch(1);
        var slow = node(database, channel(delivery -> {
            awaitQuietly(hangs);
            return new Outcome.Refused("far too late");
        }));
        slow.sendDue(Medium.SMS);
        clock.advance(LEASE_OVER);
        send();
        assertThat(state(id)).isEqualTo("accepted");

        hangs.countDown();
        assertThat(slow.awaitSent(ofSeconds(20))).isTrue();

        assertThat(state(id)).isEqualTo("accepted");
        assertThat(moved).extracting(DeliveryListener.Movement::state).containsExactly(DeliveryState.ACCEPTED);
    }

    @Test
    void a_receipt_proves_that_a_message_whose_answer_was_lost_has_left() {
        sms.answerNext(new Outcome.Unknown("timed out"));
        var id = enqueue("one");
        send();

        receipt(id, DeliveryState.ACCEPTED);
        clock.advance(ofMinutes(5));
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void a_channel_that_throws_loses_nothing() {
        var broken = new AtomicBoolean(true);
        sms.duringSend(() -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("a fault of ours");
            }
        });
        var id = enqueue("one");
        send();
        assertThat(state(id)).isEqualTo("pending");

        clock.advance(ofSeconds(3));
        send();

        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void a_database_that_goes_away_while_messages_leave_loses_neither_them_nor_the_room_to_send() {
        var ids =
                IntStream.range(0, 70).mapToObj(number -> enqueue("m" + number)).toList();
        var first = new AtomicBoolean(true);
        sms.duringSend(() -> {
            if (first.getAndSet(false)) {
                letIn(false);
            }
        });
        try {
            deliveries.sendDue(Medium.SMS);
        } catch (DatabaseUnavailable expected) {
            assertThat(expected).hasMessageNotContaining("password");
        }
        assertThat(finished(deliveries)).isTrue();
        letIn(true);

        clock.advance(LEASE_OVER);
        send();

        assertThat(ids).allSatisfy(id -> assertThat(state(id)).isEqualTo("accepted"));
        assertThat(sms.got()).hasSize(70);
        enqueue("after");
        send();
        assertThat(sms.got()).hasSize(71);
    }

    /// The end of a process, as far as one thread can tell.
    private static final class Died extends Error {}

    /// Opens the doors of the database, or shuts them and throws everybody out.
    private void letIn(boolean everybody) {
        var here = postgres.settings();
        var end = here.url().lastIndexOf('/');
        var name = here.url().substring(end + 1).replaceFirst("\\?.*", "");
        try (var connection = DriverManager.getConnection(
                        here.url().substring(0, end) + "/postgres",
                        here.user(),
                        here.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections " + everybody);
            if (!everybody) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
