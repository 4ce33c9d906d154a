package dev.tocsin.incidents.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.Outcome.Blame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two accounts for SMS: what the first cannot take goes by the second.
final class SecondProviderTest extends SendingHouse {
    private static final Outcome SILENT = new Outcome.Unknown("timed out");
    private static final Outcome OUT_OF_ORDER = new Outcome.Postponed("no connection", Blame.PROVIDER);
    private static final Outcome NO_ACCOUNT = new Outcome.Postponed("20003", Blame.ACCOUNT);
    private static final Outcome TOO_FAST = new Outcome.Postponed("429", Blame.PACE);

    private final FakeChannel first = new FakeChannel("first");
    private final FakeChannel second = new FakeChannel("second");
    private final List<Way> ways = List.of(new Way(first), new Way(second));
    private final Routes routes = new Routes(clock, () -> Map.of(Medium.SMS, ways));
    private final List<String> stalled = Collections.synchronizedList(new ArrayList<>());
    private final Deliveries both = new Deliveries(database, clock, routes, List.of(new DeliveryListener() {
        @Override
        public void moved(Handle handle, Movement movement) {
            moved.add(movement);
        }

        @Override
        public void stalled(Handle handle, DeliveryId id, Medium medium, String reason, Instant at) {
            stalled.add(id.value() + " " + reason);
        }
    }));

    static List<Outcome> failures() {
        return List.of(SILENT, OUT_OF_ORDER, NO_ACCOUNT);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_the_first_cannot_take_goes_by_the_second_in_the_same_attempt(Outcome failure) {
        first.answerNext(failure);
        var id = enqueue("one");

        sendByBoth();

        assertThat(second.taken()).hasSize(1);
        assertThat(state(id)).isEqualTo("accepted");
        assertThat(attempts(id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.provider()).isEqualTo("second"));
        assertThat(stalled).isEmpty();
    }

    @Test
    void a_message_that_surely_did_not_leave_does_not_say_again() {
        first.answerNext(OUT_OF_ORDER);
        enqueue("one");

        sendByBoth();

        assertThat(texts(second)).containsExactly("one");
    }

    @Test
    void a_message_that_may_have_left_by_the_first_says_again_by_the_second() {
        first.answerNext(SILENT);
        enqueue("one");

        sendByBoth();

        assertThat(texts(second)).containsExactly("(again) one");
    }

    @Test
    void a_message_that_the_first_took_without_saying_so_is_found_there_and_not_sent_twice() {
        first.loseNext();
        var id = enqueue("one");

        sendByBoth();

        assertThat(second.got()).isEmpty();
        assertThat(state(id)).isEqualTo("accepted");
        assertThat(attempts(id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.provider()).isEqualTo("first"));
    }

    @Test
    void what_the_first_refuses_for_good_is_not_offered_to_the_second() {
        first.answerNext(new Outcome.Refused("21211: no such number"));
        var id = enqueue("one");

        sendByBoth();

        assertThat(second.got()).isEmpty();
        assertThat(state(id)).isEqualTo("failed");
    }

    @Test
    void a_provider_that_fails_three_times_is_left_out_until_it_answers() {
        first.answerAlways(OUT_OF_ORDER);
        first.works(false);
        for (var number = 0; number < 5; number++) {
            enqueue("m" + number);
            sendByBoth();
        }
        assertThat(first.got()).hasSize(3);
        assertThat(second.taken()).hasSize(5);
        assertThat(routes.troubles().get(Medium.SMS))
                .containsExactly(new ProviderTrouble("first", START, "no connection"));
        assertThat(routes.open(Medium.SMS)).isTrue();

        clock.advance(ofSeconds(5));
        both.askProvidersDue();
        assertThat(routes.troubles()).hasSize(1);
        first.works(true);
        first.answerAlways(new Outcome.Accepted("SM1"));
        clock.advance(ofSeconds(10));
        both.askProvidersDue();
        enqueue("after");
        sendByBoth();

        assertThat(routes.troubles()).isEmpty();
        assertThat(texts(first)).last().isEqualTo("after");
    }

    @Test
    void a_provider_that_answers_and_takes_nothing_is_left_out_again_after_one_message() {
        first.answerAlways(OUT_OF_ORDER);
        for (var number = 0; number < 4; number++) {
            enqueue("m" + number);
            sendByBoth();
        }
        clock.advance(ofSeconds(5));
        both.askProvidersDue();

        enqueue("chance");
        sendByBoth();
        enqueue("after");
        sendByBoth();

        assertThat(texts(first)).containsExactly("m0", "m1", "m2", "chance");
        assertThat(second.taken()).hasSize(6);
    }

    @Test
    void one_429_waits_for_the_same_provider_and_the_third_goes_by_the_other() {
        first.answerAlways(TOO_FAST);
        var id = enqueue("one");
        sendByBoth();
        clock.advance(ofSeconds(3));
        sendByBoth();
        assertThat(second.got()).isEmpty();

        clock.advance(ofSeconds(7));
        sendByBoth();

        assertThat(first.got()).hasSize(3);
        assertThat(second.taken()).hasSize(1);
        assertThat(state(id)).isEqualTo("accepted");
    }

    @Test
    void when_both_fail_that_is_told_once_and_nothing_is_lost() {
        first.answerAlways(NO_ACCOUNT);
        second.answerAlways(NO_ACCOUNT);
        var one = enqueue("one");
        sendByBoth();
        var two = enqueue("two");
        sendByBoth();
        clock.advance(ofSeconds(3));
        sendByBoth();

        assertThat(stalled)
                .containsExactly(
                        one.value() + " first: 20003; second: 20003",
                        two.value() + " not sent: no provider works at the moment");
        assertThat(routes.open(Medium.SMS)).isFalse();
        assertThat(first.got()).hasSize(1);
        assertThat(state(one)).isEqualTo("pending");
        assertThat(state(two)).isEqualTo("pending");
    }

    @Test
    void as_soon_as_one_works_again_all_that_waited_leaves_at_once() {
        first.answerAlways(NO_ACCOUNT);
        second.answerAlways(NO_ACCOUNT);
        var one = enqueue("one");
        var two = enqueue("two");
        for (var turn = 0; turn < 5; turn++) {
            sendByBoth();
            clock.advance(ofSeconds(60));
        }
        first.works(false);
        second.answerAlways(new Outcome.Accepted("SM2"));

        both.askProvidersDue();
        sendByBoth();

        assertThat(state(one)).isEqualTo("accepted");
        assertThat(state(two)).isEqualTo("accepted");
    }

    @Test
    void an_unknown_outcome_at_the_first_is_not_forgotten_when_the_second_fails_as_well() {
        first.answerNext(SILENT);
        second.answerNext(OUT_OF_ORDER);
        enqueue("one");
        sendByBoth();

        clock.advance(ofSeconds(3));
        sendByBoth();

        assertThat(texts(first)).containsExactly("one", "(again) one");
    }

    @Test
    void no_more_leave_in_a_second_than_the_rate_allows_and_the_first_critical_pages_go_ahead() {
        var slow = new FakeChannel("slow");
        var limited = List.of(new Way(slow, OptionalInt.of(5)));
        var house = new Deliveries(database, clock, new Routes(clock, () -> Map.of(Medium.SMS, limited)), List.of());
        database.run(handle -> {
            for (var number = 0; number < 12; number++) {
                outbox.enqueue(handle, message("notice" + number), Priority.NOTICE, START, START);
            }
            outbox.enqueue(handle, message("minor"), Priority.FIRST_MINOR_PAGE, START, START);
            outbox.enqueue(handle, message("major"), Priority.MAJOR_PAGE, START, START);
            outbox.enqueue(handle, message("first critical"), Priority.FIRST_CRITICAL_PAGE, START, START);
        });

        send(house);
        send(house);
        assertThat(texts(slow)).hasSize(5).contains("first critical", "major", "minor");

        clock.advance(ofSeconds(1));
        database.run(handle -> outbox.enqueue(
                handle, message("another"), Priority.FIRST_CRITICAL_PAGE, clock.instant(), clock.instant()));
        send(house);
        assertThat(texts(slow)).hasSize(10).contains("another");
        clock.advance(ofSeconds(1));
        send(house);
        clock.advance(ofSeconds(1));
        send(house);

        assertThat(texts(slow)).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void a_change_of_the_settings_gives_a_provider_a_new_chance() {
        var inForce = new AtomicReference<>(List.of(new Way(first), new Way(second)));
        var live = new Routes(clock, () -> Map.of(Medium.SMS, inForce.get()));
        var node = new Deliveries(database, clock, live, List.of());
        first.answerNext(NO_ACCOUNT);
        enqueue("one");
        send(node);
        assertThat(live.troubles()).hasSize(1);

        inForce.set(List.of(new Way(first, OptionalInt.of(9)), new Way(second)));
        enqueue("two");
        send(node);

        assertThat(live.troubles()).isEmpty();
        assertThat(texts(first)).containsExactly("one", "two");
    }

    private void sendByBoth() {
        send(both);
    }

    private static void send(Deliveries node) {
        node.sendDue(Medium.SMS);
        assertThat(finished(node)).isTrue();
    }

    private static List<String> texts(FakeChannel channel) {
        return channel.got().stream().map(delivery -> delivery.message().text()).toList();
    }
}
