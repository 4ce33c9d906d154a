package dev.tocsin.incidents.rota;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Calendars that programs read by an address with a secret part: the shifts of a schedule, or of a responder in all
/// schedules. Only a hash of the secret is kept, so an address is shown once; it can be revoked.
public final class Calendars {
    /// So many may be open at once.
    public static final int MOST = 1_000;

    private static final int RANDOM_BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofDays(90);

    private final Database database;
    private final InstantSource clock;
    private final Supplier<Rota.Ground> ground;
    private final Rota rota = new Rota();
    private final CalendarStore store = new CalendarStore();
    private final SecureRandom random = new SecureRandom();

    /// Of whom or what a calendar is.
    public enum Kind {
        SCHEDULE,
        RESPONDER;

        /// The word in JSON and SQL.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public record Whose(Kind kind, String name) {}

    /// What is known of an address; the address itself is known to its owner alone.
    public record Feed(long id, Whose whose, Instant madeAt, String madeBy) {}

    /// A new address by its secret part.
    public record Made(Feed feed, Secret token) {}

    public Calendars(Database database, InstantSource clock, Supplier<Rota.Ground> ground) {
        this.database = database;
        this.clock = clock;
        this.ground = ground;
    }

    /// Makes an address. Empty when there are as many as there may be.
    public Optional<Made> make(Whose whose, String by) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        return database.transact(handle -> {
            if (store.countOpen(handle) >= MOST) {
                return Optional.empty();
            }
            var id = store.insert(handle, whose, hash(token), by, now);
            return Optional.of(new Made(new Feed(id, whose, now, by), new Secret(token)));
        });
    }

    /// All that can be read, the oldest first.
    public List<Feed> list() {
        return database.transact(store::open);
    }

    /// False when there is none of this number that could be read.
    public boolean revoke(long id, String by) {
        var now = clock.instant();
        return database.transact(handle -> store.revoke(handle, id, by, now));
    }

    /// The calendar behind `token` as iCalendar, a week back and 90 days ahead; the same text all day, unless shifts
    /// change. Empty when the token is unknown or revoked.
    public Optional<String> read(String token) {
        if (!SHAPE.matcher(token).matches()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return database.transact(
                handle -> store.byHash(handle, hash(token)).map(feed -> text(handle, feed.whose(), now)));
    }

    private String text(Handle handle, Whose whose, Instant now) {
        var day = now.truncatedTo(ChronoUnit.DAYS);
        var from = day.minus(BACK);
        var to = day.plus(AHEAD);
        var known = ground.get();
        var schedules = switch (whose.kind()) {
            case SCHEDULE -> List.of(whose.name());
            case RESPONDER -> List.copyOf(new TreeSet<>(known.schedules().keySet()));
        };
        var entries = new ArrayList<CalendarText.Entry>();
        for (var schedule : schedules) {
            var shifts = rota.shifts(handle, known, schedule, from, to, now).orElseGet(List::of);
            for (var shift : shifts) {
                for (var one : shift.duty().onCall()) {
                    if (whose.kind() == Kind.SCHEDULE || one.responder().equals(whose.name())) {
                        entries.add(new CalendarText.Entry(
                                schedule, one.responder(), one.because(), shift.start(), shift.end()));
                    }
                }
            }
        }
        return CalendarText.of("On call: " + whose.name(), day, from, entries);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
