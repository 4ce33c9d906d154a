package dev.tocsin.incidents.delivery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeliveriesTest extends SendingHouse {

    @Test
    void a_message_is_sent_once_and_settled() {
        var id = enqueue("one");

        send();
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("accepted");
        assertThat(moved).extracting(DeliveryListener.Movement::state).containsExactly(DeliveryState.ACCEPTED);
        assertThat(attempts(id)).singleElement().satisfies(attempt -> {
            assertThat(attempt.providerId()).contains("fake-" + id.value());
            assertThat(attempt.attempt()).isEqualTo(1);
        });
    }

    @Test
    void a_message_does_not_leave_before_its_time_nor_before_its_commit() {
        var later = database.transact(handle -> outbox.enqueue(
                handle, message("later"), Priority.MAJOR_PAGE, clock.instant(), START.plus(ofMinutes(3))));
        try {
            database.run(handle -> {
                outbox.enqueue(handle, message("undone"), Priority.MAJOR_PAGE, clock.instant(), clock.instant());
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("rolled back");
        }
        send();
        assertThat(sms.got()).isEmpty();

        clock.advance(ofMinutes(3));
        send();

        assertThat(sms.got()).extracting(Delivery::id).containsExactly(later);
    }

    @Test
    void no_transaction_is_open_while_a_message_is_on_its_way() {
        sms.duringSend(Database::requireNoTransaction);
        var id = enqueue("one");

        send();

        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void what_a_provider_postpones_is_tried_again_at_growing_distances() {
        sms.answerAlways(new Outcome.Postponed("429"));
        var id = enqueue("one");
        send();
        assertThat(state(id)).isEqualTo("pending");

        clock.advance(ofSeconds(1));
        send();
        assertThat(sms.got()).hasSize(1);
        clock.advance(ofSeconds(2));
        send();
        assertThat(sms.got()).hasSize(2);
        clock.advance(ofSeconds(3));
        send();
        assertThat(sms.got()).hasSize(2);
        clock.advance(ofSeconds(4));
        sms.answerAlways(new Outcome.Accepted("SM1"));
        send();

        assertThat(sms.got()).extracting(Delivery::attempt).containsExactly(1, 2, 3);
        assertThat(sms.got()).extracting(delivery -> delivery.message().text()).containsOnly("one");
        assertThat(state(id)).isEqualTo("accepted");
        assertThat(attempts(id)).hasSize(3);
    }

    @Test
    void what_a_provider_refuses_is_not_tried_again() {
        sms.answerNext(new Outcome.Refused("21211: no such number"));
        var id = enqueue("one");
        send();

        clock.advance(ofMinutes(10));
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("failed");
        assertThat(moved).singleElement().satisfies(movement -> {
            assertThat(movement.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(movement.reason()).isEqualTo("21211: no such number");
        });
    }

    @Test
    void a_message_in_a_form_that_this_version_does_not_know_is_left_to_a_newer_node() {
        var id = enqueue("one");
        database.run(handle -> handle.execute("update delivery set form = 99"));
        send();
        assertThat(sms.got()).isEmpty();
        assertThat(isDue()).isFalse();

        database.run(handle -> handle.execute("update delivery set form = 0"));
        assertThat(isDue()).isTrue();
        send();
        assertThat(state(id)).isEqualTo("accepted");
    }

    private boolean isDue() {
        return database.transact(handle -> handle.createQuery("select exists (" + Deliveries.due(Medium.SMS) + ")")
                .bind("now", clock.instant())
                .mapTo(boolean.class)
                .one());
    }

    @Test
    void an_enveloped_letter_is_of_a_form_that_older_versions_leave_alone() {
        var head = new MailHead("a@b.example", "id@b.example", List.of(), "a@b.example", false, true);
        var letter = new Message(
                Medium.EMAIL, "x@y.example", "s", "MIAG", Optional.empty(), "t", "letter", Optional.of(head));
        database.run(handle -> outbox.enqueue(handle, letter, Priority.NOTICE, clock.instant(), clock.instant()));

        int form = database.transact(handle -> handle.createQuery("select form from delivery")
                .mapTo(Integer.class)
                .one());
        assertThat(form).isEqualTo(1);
    }

    @Test
    void a_late_or_repeated_receipt_never_moves_a_delivery_back() {
        var id = enqueue("one");
        send();

        receipt(id, DeliveryState.DELIVERED);
        receipt(id, DeliveryState.ACCEPTED);
        receipt(id, DeliveryState.UNDELIVERED);
        receipt(id, DeliveryState.DELIVERED);

        assertThat(state(id)).isEqualTo("delivered");
        assertThat(moved)
                .extracting(DeliveryListener.Movement::state)
                .containsExactly(DeliveryState.ACCEPTED, DeliveryState.DELIVERED);
        assertThat(attempts(id)).hasSize(5);
    }

    @Test
    void a_receipt_that_comes_before_the_answer_is_kept() {
        var id = enqueue("one");
        sms.duringSend(() -> receipt(id, DeliveryState.DELIVERED));

        send();
        clock.advance(LEASE_OVER);
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("delivered");
        assertThat(moved).extracting(DeliveryListener.Movement::state).containsExactly(DeliveryState.DELIVERED);
    }

    @Test
    void a_receipt_for_nothing_we_know_does_no_harm() {
        receipt(new DeliveryId(4711), DeliveryState.DELIVERED);

        assertThat(moved).isEmpty();
    }

    @Test
    void what_is_withdrawn_before_it_leaves_never_leaves() {
        var id = enqueue("one");

        withdraw();
        send();

        assertThat(sms.got()).isEmpty();
        assertThat(state(id)).isEqualTo("suppressed");
    }

    @Test
    void what_is_withdrawn_while_it_is_leaving_is_not_tried_again() {
        var id = enqueue("one");
        sms.answerNext(new Outcome.Postponed("503"));
        sms.duringSend(this::withdraw);

        send();
        clock.advance(ofMinutes(5));
        send();

        assertThat(sms.got()).hasSize(1);
        assertThat(state(id)).isEqualTo("suppressed");
        assertThat(moved).extracting(DeliveryListener.Movement::state).containsExactly(DeliveryState.SUPPRESSED);
        assertThat(attempts(id)).extracting(Deliveries.Attempt::state).containsExactly("suppressed");
    }

    @Test
    void what_is_withdrawn_while_it_is_leaving_and_arrives_counts_as_sent() {
        var id = enqueue("one");
        sms.duringSend(this::withdraw);

        send();

        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void a_medium_without_a_channel_waits_for_one() {
        var none = new Deliveries(database, clock, Map::of, List.of());
        var id = enqueue("one");
        none.sendDue(Medium.SMS);
        assertThat(finished(none)).isTrue();
        assertThat(state(id)).isEqualTo("pending");

        clock.advance(ofSeconds(3));
        send();

        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void two_nodes_send_two_hundred_messages_once_each() throws Exception {
        database.run(handle -> IntStream.range(0, 200)
                .forEach(number -> outbox.enqueue(handle, message("m" + number), Priority.MAJOR_PAGE, START, START)));
        try (var second = Database.open(postgres.settings())) {
            var other = node(second, sms);
            var thread = Thread.startVirtualThread(() -> other.sendDue(Medium.SMS));
            deliveries.sendDue(Medium.SMS);
            thread.join();
            assertThat(finished(deliveries)).isTrue();
            assertThat(finished(other)).isTrue();
        }

        assertThat(sms.got()).hasSize(200);
        assertThat(sms.got()).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(moved).hasSize(200);
    }

    @Test
    void one_message_that_hangs_holds_up_no_other() throws Exception {
        var hangs = new CountDownLatch(1);
        var node = node(database, channel(delivery -> {
            if (delivery.message().text().equals("hangs")) {
                awaitQuietly(hangs);
            }
            return sms.send(delivery);
        }));
        enqueue("hangs");
        enqueue("first");
        node.sendDue(Medium.SMS);
        enqueue("second");
        node.sendDue(Medium.SMS);

        assertThat(node.awaitSent(ofMillis(500))).isFalse();
        assertThat(sms.got())
                .extracting(delivery -> delivery.message().text())
                .containsExactlyInAnyOrder("first", "second");
        hangs.countDown();
        assertThat(finished(node)).isTrue();
        assertThat(sms.got()).hasSize(3);
    }

    @Test
    void first_critical_pages_leave_before_what_is_older() {
        database.run(handle -> {
            for (var number = 0; number < 70; number++) {
                outbox.enqueue(handle, message("notice " + number), Priority.NOTICE, START, START);
            }
        });
        clock.advance(ofSeconds(1));
        database.run(handle -> outbox.enqueue(
                handle, message("page"), Priority.FIRST_CRITICAL_PAGE, clock.instant(), clock.instant()));
        assertThat(deliveries.oldestWait()).isEqualTo(ofSeconds(1));

        send();

        // 64 leave at once, in no order among themselves.
        var texts =
                sms.got().stream().map(delivery -> delivery.message().text()).toList();
        assertThat(texts.indexOf("page")).isLessThan(64);
        assertThat(texts).hasSize(71);
        assertThat(deliveries.oldestWait()).isZero();
    }

    @Test
    void a_message_tried_in_vain_waits_since_its_first_attempt() {
        sms.answerAlways(new Outcome.Postponed("503"));
        enqueue("one");
        send();

        clock.advance(ofSeconds(100));
        send();
        clock.advance(ofSeconds(1));

        assertThat(deliveries.oldestWait()).isEqualTo(ofSeconds(101));
    }
}
