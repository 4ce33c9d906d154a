package dev.tocsin.app;

import dev.tocsin.app.http.Health;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Deliveries;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// What `/healthcheck` asks of each part, and the words for its answer.
final class Vitals {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private Vitals() {}

    static Map<String, Supplier<Health>> of(Database database, Wakes wakes, Deliveries deliveries, LiveSettings live) {
        return Map.of(
                "database",
                        () -> database.transact(handle -> handle.createQuery("select 1")
                                        .mapTo(Integer.class)
                                        .one()
                                        .equals(1))
                                ? new Health.Well("answers")
                                : new Health.Broken("answers nonsense"),
                "wakes",
                        () -> wakes.listening()
                                ? new Health.Well("heard at once")
                                : new Health.Broken("the listening connection is away, work waits up to a second"),
                "sending", () -> sending(deliveries.oldestWait()),
                "people", () -> people(live.get()));
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
