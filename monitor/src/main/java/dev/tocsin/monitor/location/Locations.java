package dev.tocsin.monitor.location;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.location.LocationState.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The other places from which we look: whether anything is heard from them, and which agent looks there.
public final class Locations {
    private static final Logger log = LoggerFactory.getLogger(Locations.class);

    /// How often an agent checks in.
    public static final Duration CHECK_IN_EVERY = Duration.ofSeconds(5);

    /// An agent that was not heard for so long has lost its place to another that asks for it.
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration SILENT_AFTER = Duration.ofMinutes(1);

    private static final Duration TROUBLED_AFTER = Duration.ofMinutes(1);

    /// Whoever adds a location to the settings has this long to start an agent there.
    private static final Duration FIRST_WITHIN = Duration.ofMinutes(10);

    private final Database database;
    private final LocationListener listener;
    private final InstantSource clock;
    private final Instant began;
    private final LocationStore store = new LocationStore();
    private volatile List<Location> known = List.of();

    public Locations(Database database, LocationListener listener, InstantSource clock) {
        this.database = database;
        this.listener = listener;
        this.clock = clock;
        this.began = clock.instant();
    }

    /// Makes the rows agree with the settings.
    public void apply(List<Location> locations) {
        var now = clock.instant();
        var gone = database.transact(handle -> {
            locations.forEach(location -> store.add(handle, location, now));
            return store.forgetAllBut(handle, locations);
        });
        known = List.copyOf(locations);
        gone.forEach(location -> {
            listener.heard(location);
            listener.relieved(location);
        });
    }

    /// Notes what an agent says of itself, and answers whether it is the one that looks. Of two for one place the
    /// one that was started later does; the other stands by, and takes over once the first was not heard for 15 s.
    public boolean checkIn(Location location, CheckIn said) {
        var now = clock.instant();
        return database.transact(handle -> {
            store.add(handle, location, now);
            var state = store.lock(handle, location);
            var asking = new Session(said.session(), said.startedAt());
            var leads = leads(state.session(), state.heardAt(), asking, now);
            if (leads) {
                welcome(state, asking, said);
                var troubledSince = state.troubledSince()
                        .or(() -> Optional.of(now))
                        .filter(_ -> !said.troubles().isEmpty());
                store.hear(handle, location, said, troubledSince, now);
            }
            return leads;
        });
    }

    private static void welcome(LocationState state, Session asking, CheckIn said) {
        if (state.session().filter(asking::equals).isEmpty()) {
            log.info(
                    "an agent looks from {} now, version {}, started {}",
                    state.location().name(),
                    said.version(),
                    said.startedAt().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /// Everything that is known of every one, by name.
    public List<LocationState> all() {
        return known.isEmpty() ? List.of() : database.transact(store::all);
    }

    /// Tells of places that have fallen silent and of agents in trouble, and when that is over. To be called every
    /// second.
    public void reviewDue() {
        var now = clock.instant();
        for (var state : all()) {
            reviewSilence(state, now);
            reviewTroubles(state, now);
        }
    }

    private void reviewSilence(LocationState state, Instant now) {
        var silent = isSilent(state, now);
        if (silent && state.silentSince().isEmpty()) {
            listener.silent(state.location(), state.heardAt());
            note(state, Optional.of(state.heardAt().orElse(state.addedAt())));
        } else if (!silent && state.silentSince().isPresent()) {
            listener.heard(state.location());
            note(state, Optional.empty());
        }
    }

    private void reviewTroubles(LocationState state, Instant now) {
        var lasting = state.troubledSince()
                .filter(since -> since.plus(TROUBLED_AFTER).isBefore(now))
                .isPresent();
        if (lasting && !state.troubleTold()) {
            listener.troubled(state.location(), state.troubles());
            database.run(handle -> store.noteTold(handle, state.location(), true));
        } else if (state.troubledSince().isEmpty() && state.troubleTold()) {
            listener.relieved(state.location());
            database.run(handle -> store.noteTold(handle, state.location(), false));
        }
    }

    /// While nobody listened nobody could be heard: the first minute of ours tells nothing of others.
    private boolean isSilent(LocationState state, Instant now) {
        if (state.silentSince().isPresent()) {
            return state.heardAt()
                    .filter(at -> at.isAfter(now.minus(SILENT_AFTER)))
                    .isEmpty();
        }
        var patience = state.heardAt().isPresent() ? SILENT_AFTER : FIRST_WITHIN;
        var sign = state.heardAt().orElse(state.addedAt());
        return later(sign, began).plus(patience).isBefore(now);
    }

    private void note(LocationState state, Optional<Instant> silentSince) {
        database.run(handle -> store.note(handle, state.location(), silentSince));
    }

    private static boolean leads(Optional<Session> current, Optional<Instant> heardAt, Session asking, Instant now) {
        var vacant = heardAt.map(at -> at.plus(LEASE).isBefore(now)).orElse(true);
        return vacant
                || current.map(one -> one.id().equals(asking.id()) || isLater(asking, one))
                        .orElse(true);
    }

    private static boolean isLater(Session one, Session other) {
        var order = one.began().compareTo(other.began());
        return order > 0 || (order == 0 && one.id().compareTo(other.id()) > 0);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
