package dev.tocsin.incidents.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/// One mailbag on a real database, a clock that stands still and a channel that remembers; nothing is sent by itself.
abstract class SendingHouse {
    static final Duration LEASE_OVER = ofSeconds(61);
    static final Instant START = Instant.parse("2026-03-04T14:05:00Z");

    final TestDatabase postgres = TestDatabase.create();
    final Database database = postgres.database();
    final MovableClock clock = new MovableClock(START);
    final FakeChannel sms = new FakeChannel();
    final Outbox outbox = new Outbox();
    final List<DeliveryListener.Movement> moved = Collections.synchronizedList(new ArrayList<>());
    final Deliveries deliveries = node(database, sms);

    @AfterEach
    void close() {
        postgres.close();
    }

    void send() {
        deliveries.sendDue(Medium.SMS);
        assertThat(finished(deliveries)).isTrue();
    }

    static boolean finished(Deliveries node) {
        try {
            return node.awaitSent(ofSeconds(30));
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    Deliveries node(Database on, Channel channel) {
        return new Deliveries(
                on, clock, () -> Map.of(Medium.SMS, channel), List.of((handle, movement) -> moved.add(movement)));
    }

    /// A way to the same provider that misbehaves.
    Channel channel(Function<Delivery, Outcome> sending) {
        return new Channel() {
            @Override
            public String provider() {
                return sms.provider();
            }

            @Override
            public Outcome send(Delivery delivery) {
                return sending.apply(delivery);
            }

            @Override
            public Optional<Outcome.Accepted> find(Message message, Instant since) {
                return sms.find(message, since);
            }
        };
    }

    DeliveryId enqueue(String text) {
        return database.transact(
                handle -> outbox.enqueue(handle, message(text), Priority.MAJOR_PAGE, clock.instant(), clock.instant()));
    }

    void withdraw() {
        database.run(handle -> outbox.withdraw(handle, "matter", clock.instant()));
    }

    void receipt(DeliveryId id, DeliveryState state) {
        deliveries.received(id, "SM" + id.value(), state, "");
    }

    String state(DeliveryId id) {
        return database.transact(handle -> handle.createQuery("select state from delivery where id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .one());
    }

    List<Deliveries.Attempt> attempts(DeliveryId id) {
        return database.transact(handle -> deliveries.attempts(handle, id));
    }

    static Message message(String text) {
        return new Message(Medium.SMS, "+491555000101", "", text, Optional.empty(), "matter", "reference of " + text);
    }
}
