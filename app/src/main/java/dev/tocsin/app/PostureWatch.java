package dev.tocsin.app;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.PostureAlarms;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Settling;
import dev.tocsin.monitor.posture.watch.Postures;
import java.time.InstantSource;

/// Joins what looks at posture found with those who remember it and those who are called for it.
final class PostureWatch {

    private PostureWatch() {}

    static Postures wire(
            Database database,
            InstantSource clock,
            LiveSettings live,
            Incidents incidents,
            Monitors monitors,
            Holds holds,
            Settling settling) {
        var postures = new Postures(database, holds, new PostureAlarms(incidents, live::alerting), clock);
        settling.onLook(postures);
        monitors.onEnd(postures::forget);
        return postures;
    }
}
