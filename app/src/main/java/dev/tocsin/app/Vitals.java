package dev.tocsin.app;

import dev.tocsin.app.http.Health;
import dev.tocsin.app.schedule.ClockState;
import dev.tocsin.app.schedule.ClockWatch;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.monitor.Settling;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// What `/healthcheck` asks of each part, and the words for its answer.
final class Vitals {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private Vitals() {}

    static Map<String, Supplier<Health>> of(
            Database database,
            Wakes wakes,
            Settling settling,
            Deliveries deliveries,
            ClockWatch clocks,
            LiveSettings live) {
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
                () -> sending(deliveries.oldestWait()),
                "people",
                () -> people(live.get()));
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

    private static Health sending(Duration oldest) {
        return oldest.compareTo(LONGEST_WAIT) < 0
                ? new Health.Well("nothing waits past its time")
                : new Health.Broken("the oldest message waits for %d s, look at the log for its provider's answer"
                        .formatted(oldest.toSeconds()));
    }

    private static Health people(Settings settings) {
        if (!settings.monitors().isEmpty() && settings.paging().responders().isEmpty()) {
            return new Health.Broken("nobody would be paged, add responders: to the settings");
        }
        return settings.twilio().isPresent() && settings.smtp().isPresent()
                ? new Health.Well("paged by SMS and mail")
                : new Health.Well("pages are printed where no channel is set up, add channels: to the settings");
    }
}
