package dev.tocsin.app;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.posture.watch.PostureGrades;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log what the status page shares with what it tells of: at the start, and when that changes. On a
/// thread of its own, for names are looked up.
final class IndependenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(IndependenceWatch.class);

    private final Database database;
    private final Supplier<Settings> settings;
    private List<String> said = List.of();

    IndependenceWatch(Database database, Supplier<Settings> settings) {
        this.database = database;
        this.settings = settings;
    }

    void look() {
        var now = settings.get();
        var certificates = database.transact(new PostureGrades()::certificates);
        var shared = Independence.shared(now, Independence::resolve, certificates);
        if (!shared.equals(said)) {
            shared.forEach(line -> LOG.warn("{}: it may be away when customers need it", line));
            said = shared;
        }
    }
}
