package dev.tocsin.app;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.watch.PostureGrades;
import dev.tocsin.monitor.probe.dns.ResolverLookup;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log what the status page shares with what it tells of: at the start, and when that changes. On a
/// thread of its own, for names are looked up.
final class IndependenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(IndependenceWatch.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
        var shared = Independence.shared(now, new Asked(), certificates);
        if (!shared.equals(said)) {
            shared.forEach(line -> LOG.warn("{}: it may be away when customers need it", line));
            said = shared;
        }
    }

    /// Asks once for each host.
    private static final class Asked implements Independence.Names {
        private final ResolverLookup resolver = ResolverLookup.ofThisMachine(PATIENCE);
        private final Map<String, Set<InetAddress>> addresses = new HashMap<>();
        private final Map<String, Set<String>> servers = new HashMap<>();

        @Override
        public Set<InetAddress> addresses(String host) {
            return addresses.computeIfAbsent(host, Independence::resolve);
        }

        @Override
        public Set<String> servers(String host) {
            return servers.computeIfAbsent(
                    host,
                    name -> HostName.parse(name).map(resolver::nameServers).orElse(Set.of()));
        }
    }
}
