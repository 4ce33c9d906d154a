package dev.tocsin.incidents.contact;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Has people prove that they read an address: six digits are sent there, and typed here within a quarter of an hour.
public final class Verifications {
    /// How long a code counts.
    public static final Duration VALID = Duration.ofMinutes(15);

    /// How often a code may be tried.
    public static final int ATTEMPTS = 5;

    /// So that nobody is showered with codes.
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private static final int DIGITS = 1_000_000;
    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final CodeStore codes = new CodeStore();
    private final ContactStore contacts = new ContactStore();
    private final References references = new References();
    private final SecureRandom random = new SecureRandom();

    /// What became of a code that was typed.
    public enum Typed {
        /// The address is verified.
        RIGHT,
        WRONG,
        /// Its time is over, or it was tried too often: a new one is needed.
        SPENT,
        /// None was sent.
        NONE
    }

    public Verifications(Database database, InstantSource clock, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
    }

    /// Sends a new code, which makes an earlier one worthless; false when one was sent within the last 30 s.
    public boolean send(Medium medium, String address) {
        var now = clock.instant();
        var code = "%06d".formatted(random.nextInt(DIGITS));
        var salt = references.next();
        return database.transact(handle -> {
            if (!codes.put(handle, medium, address, salt, hash(salt, code), now, now.plus(VALID), now.minus(BETWEEN))) {
                return false;
            }
            outbox.enqueue(handle, message(medium, address, code), Priority.NOTICE, now, now);
            return true;
        });
    }

    /// Tries `code`; the fifth wrong one spends it.
    public Typed type(Medium medium, String address, String code) {
        var now = clock.instant();
        return database.transact(handle -> {
            var sent = codes.attempt(handle, medium, address);
            if (sent.isEmpty()) {
                return Typed.NONE;
            }
            var known = sent.get();
            if (known.attempts() > ATTEMPTS || !now.isBefore(known.expiresAt())) {
                return Typed.SPENT;
            }
            if (!same(known.hash(), hash(known.salt(), code.strip()))) {
                return Typed.WRONG;
            }
            codes.forget(handle, medium, address);
            contacts.verify(handle, medium, address, now);
            return Typed.RIGHT;
        });
    }

    private Message message(Medium medium, String address, String code) {
        return new Message(
                medium,
                address,
                "Your code is " + code,
                "%s is the code that proves that you read this. It counts for %d minutes."
                        .formatted(code, VALID.toMinutes()),
                Optional.empty(),
                "",
                references.next());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String salt, String code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((salt + ":" + code).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
