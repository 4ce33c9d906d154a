package dev.tocsin.app;

import dev.tocsin.app.http.Health;
import dev.tocsin.app.schedule.ClockState;
import dev.tocsin.app.schedule.ClockWatch;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Settling;
import java.util.Map;
import java.util.function.Supplier;

/// What `/healthcheck` asks of each part, and the words for its answer.
final class Vitals {
    private Vitals() {}

    static Map<String, Supplier<Health>> of(
            Database database,
            Wakes wakes,
            Settling settling,
            Sending sending,
            ClockWatch clocks,
            LiveSettings live,
            Monitors monitors,
            SelfWatch self,
            Supplier<Health> namesForMail) {
        return Map.of(
                "database",
                () -> serving(database),
                "looks",
                () -> settled(settling),
                "wakes",
                () -> wakes.listening()
                        ? new Health.Well("heard at once")
                        : new Health.Broken("the listening connection is away, work waits up to a second"),
                "clock",
                () -> clock(clocks.state()),
                "sending",
                sending::health,
                "people",
                () -> people(live.get(), !monitors.known().isEmpty()),
                "audit",
                self::audited,
                "last proven page",
                self::proven,
                "sign of life",
                self::life,
                "names for mail",
                namesForMail);
    }

    /// That it answers is not enough: with a full disk it does, and takes nothing.
    private static Health serving(Database database) {
        var _ = database.transact(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
        return database.trouble().<Health>map(Health.Broken::new).orElseGet(() -> new Health.Well("answers"));
    }

    private static Health settled(Settling settling) {
        var waiting = settling.waiting();
        return waiting.isEmpty()
                ? new Health.Well("are written down")
                : new Health.Broken(
                        "%d looks wait for the database to take them, looking goes on".formatted(waiting.getAsInt()));
    }

    private static Health clock(ClockState state) {
        return switch (state) {
            case ClockState.InStep right -> new Health.Well(right.words());
            case ClockState.Off off -> new Health.Doubtful(off.words());
            case ClockState.Out out -> new Health.Broken(out.words());
            case ClockState.Alone alone -> new Health.Broken(alone.words());
        };
    }

    private static Health people(Settings settings, boolean watching) {
        if (watching && settings.paging().responders().isEmpty()) {
            return new Health.Broken("nobody would be paged, add responders: to the settings");
        }
        return settings.channels().twilio().isPresent()
                        && settings.channels().smtp().isPresent()
                ? new Health.Well("paged by SMS and mail")
                : new Health.Well("pages are printed where no channel is set up, add channels: to the settings");
    }
}
