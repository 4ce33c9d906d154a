package dev.tocsin.statuspage.subscribers;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import dev.tocsin.statuspage.Changes;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.subscribers.ConfirmationStore.Asked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// How people and programs begin to hear of the page, change what they hear, and end it. Nobody is written to
/// again who has not confirmed; whoever asks learns nothing of who has.
public final class Subscriptions {
    private static final Duration VALID = Duration.ofHours(24);
    private static final Duration BLOCKED = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PER_ADDRESS_AND_DAY = 3;
    private static final int PER_NETWORK_AND_HOUR = 20;
    private static final int TRIES = 5;
    private static final int CODES = 1_000_000;

    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Supplier<StatusPageSettings> settings;
    private final Tokens tokens;
    private final SubscriberStore store = new SubscriberStore();
    private final ConfirmationStore confirmations = new ConfirmationStore();
    private final References references = new References();
    private final Changes changes = new Changes();
    private final SecureRandom random = new SecureRandom();

    /// What became of a wish. The answer to whoever asked is the same whether or not anything was sent.
    public sealed interface Answer {

        /// If the address can be used, a message is on its way. `token` is where a code is typed.
        record Sent(String token) implements Answer {}

        /// This is no address for `way`.
        record NoAddress(Way way) implements Answer {}

        /// Too many were asked for from that network.
        record TooMany() implements Answer {}
    }

    /// What became of a confirmation.
    public sealed interface Confirmed {

        /// `secret` signs what a webhook gets; it is told here and nowhere else.
        record Done(Subscriber subscriber, String token, Optional<Secret> secret) implements Confirmed {}

        /// The code is not right, or was tried too often.
        record WrongCode() implements Confirmed {}

        /// There is no such token, or its time is over.
        record Over() implements Confirmed {}
    }

    public Subscriptions(
            Database database,
            InstantSource clock,
            Outbox outbox,
            Supplier<StatusPageSettings> settings,
            Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.settings = settings;
        this.tokens = tokens;
    }

    /// Somebody at `remote` asks for updates to `typed`.
    public Answer ask(Way way, String typed, Wish wish, String language, String remote) {
        var now = clock.instant();
        var address = Addresses.normal(way, typed);
        if (address.isEmpty()) {
            return new Answer.NoAddress(way);
        }
        var network = Addresses.network(remote);
        var hash = Addresses.hash(way.word() + " " + address.get());
        var token = references.next();
        var code = "%06d".formatted(random.nextInt(CODES));
        return database.transact(handle -> {
            confirmations.tidy(handle, now);
            if (confirmations.requestsFrom(handle, network, now.minus(HOUR)) >= PER_NETWORK_AND_HOUR) {
                return new Answer.TooMany();
            }
            var often = confirmations.requestsOf(handle, hash, now.minus(Duration.ofDays(1))) >= PER_ADDRESS_AND_DAY;
            confirmations.noteRequest(handle, hash, network, now);
            if (!often && !confirmations.isBlocked(handle, hash, now)) {
                var asked = new Asked(
                        way,
                        address.get(),
                        wish,
                        language,
                        way == Way.SMS ? Optional.of(Addresses.hash(token + code)) : Optional.empty(),
                        0);
                send(handle, asked, token, code);
            }
            return new Answer.Sent(token);
        });
    }

    private void send(Handle handle, Asked asked, String token, String code) {
        var now = clock.instant();
        var hash = Addresses.hash(token);
        confirmations.put(handle, hash, asked, now, now.plus(VALID));
        var recipient =
                asked.way().medium() == Medium.WEBHOOK ? "confirmation-" + hash.substring(0, 18) : asked.address();
        var message = new SubscriberText(settings.get(), tokens)
                .confirmation(asked, token, code, recipient, references.next());
        outbox.enqueue(handle, message, Priority.NOTICE, now, now);
    }

    /// What was asked for with `token`; empty when it is over.
    public Optional<Pending> pending(String token) {
        var now = clock.instant();
        return database.transact(handle -> confirmations.find(handle, Addresses.hash(token), now))
                .map(asked ->
                        new Pending(asked.way(), asked.wish(), asked.codeHash().isPresent()));
    }

    /// What waits to be confirmed. With `byCode` it takes the code that was sent.
    public record Pending(Way way, Wish wish, boolean byCode) {}

    /// Whoever follows the link, or types the code, reads that address.
    public Confirmed confirm(String token, Optional<String> code) {
        var now = clock.instant();
        var hash = Addresses.hash(token);
        return database.transact(handle -> {
            var asked = confirmations.find(handle, hash, now);
            if (asked.isEmpty()) {
                return new Confirmed.Over();
            }
            if (asked.get().codeHash().isPresent()) {
                confirmations.tried(handle, hash);
                var typed = Addresses.hash(token + code.orElse("").replaceAll("\\s", ""));
                if (asked.get().attempts() >= TRIES
                        || !same(typed, asked.get().codeHash().get())) {
                    return new Confirmed.WrongCode();
                }
            }
            confirmations.forget(handle, hash);
            var one = asked.get();
            var subscriber = store.put(handle, one.way(), one.address(), one.wish(), one.language(), now);
            return new Confirmed.Done(
                    subscriber,
                    tokens.of(subscriber.id()),
                    subscriber.way() == Way.WEBHOOK
                            ? Optional.of(tokens.hookSecret(subscriber.id()))
                            : Optional.empty());
        });
    }

    /// "I did not ask for this": nothing is sent there for 30 days. False when the token is over.
    public boolean refuse(String token) {
        var now = clock.instant();
        return database.transact(handle -> confirmations
                .find(handle, Addresses.hash(token), now)
                .map(asked -> {
                    confirmations.block(
                            handle, Addresses.hash(asked.way().word() + " " + asked.address()), now.plus(BLOCKED));
                    confirmations.forgetAll(handle, asked.way(), asked.address());
                    return true;
                })
                .orElse(false));
    }

    /// Whose token it is; empty when it is nobody's, or they have left.
    public Optional<Subscriber> byToken(String token) {
        var id = tokens.read(token);
        return id.isEmpty()
                ? Optional.empty()
                : database.transact(handle -> store.find(handle, id.getAsLong()))
                        .filter(one -> one.endedAt().isEmpty());
    }

    /// Changes what a subscriber hears of.
    public boolean change(long id, Wish wish) {
        return database.transact(handle -> store.change(handle, id, wish));
    }

    /// Whoever holds the token leaves at once; it is no fault to have left before. False when it is nobody's.
    public boolean leave(String token) {
        var id = tokens.read(token);
        if (id.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        database.run(handle -> store.end(handle, id.getAsLong(), "unsubscribed", now));
        return true;
    }

    /// An operator ends a subscription. False when there was none.
    public boolean end(long id, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (!store.end(handle, id, "ended by " + by, now)) {
                return false;
            }
            changes.note(handle, "subscriber " + id, now, by, "ended", json -> json);
            return true;
        });
    }

    public Optional<Subscriber> find(long id) {
        return database.transact(handle -> store.find(handle, id));
    }

    /// The newest first, below number `before`.
    public List<Subscriber> page(long before, int limit) {
        return database.transact(handle -> store.page(handle, before, limit));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
