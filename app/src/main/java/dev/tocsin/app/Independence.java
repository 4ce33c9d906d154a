package dev.tocsin.app;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.statuspage.ComponentSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the status page would fall together with what it tells of: by a host, an address, a name server or a
/// certificate that both have. Addresses that no customer comes by do not count.
final class Independence {
    private static final String CURE = "serve the page from other ground, or its copy (statusPage.staticTwin)";

    private static final int NAMED = 3;

    private Independence() {}

    /// What is found out of a host.
    interface Names {
        /// Nobody is asked.
        Names NONE = new Names() {
            @Override
            public Set<InetAddress> addresses(String host) {
                return Set.of();
            }

            @Override
            public Set<String> servers(String host) {
                return Set.of();
            }
        };

        Set<InetAddress> addresses(String host);

        /// The name servers of its zone.
        Set<String> servers(String host);
    }

    /// One line for each thing that is shared. `certificates` hold, by monitor, what was shown to it last.
    static List<String> shared(Settings settings, Names names, Map<String, Set<String>> certificates) {
        var page = host(settings);
        var ours = names.addresses(page);
        var shown = certificates.getOrDefault(OwnPosture.NAME, Set.of());
        var lines = new ArrayList<String>();
        for (var monitor : watched(settings)) {
            var host = monitor.probe().host().toLowerCase(Locale.ROOT);
            if (host.equals(page)) {
                lines.add("the status page is served by %s, which monitor %s watches".formatted(page, monitor.name()));
            } else {
                common(ours, names.addresses(host)).stream()
                        .findFirst()
                        .ifPresent(address -> lines.add("the status page and monitor %s share the address %s"
                                .formatted(monitor.name(), address.getHostAddress())));
            }
            if (!common(shown, certificates.getOrDefault(monitor.name(), Set.of()))
                    .isEmpty()) {
                lines.add("the status page and monitor %s share a certificate".formatted(monitor.name()));
            }
        }
        answeredTogether(page, watched(settings), names).ifPresent(lines::add);
        return lines.stream().distinct().sorted().toList();
    }

    /// One line for all of them: mostly it is the same zone.
    private static Optional<String> answeredTogether(String page, List<Monitor> watched, Names names) {
        var ours = names.servers(page);
        var both = new TreeSet<String>();
        var found = new TreeSet<String>();
        for (var monitor : watched) {
            var shared = common(ours, names.servers(monitor.probe().host().toLowerCase(Locale.ROOT)));
            if (!shared.isEmpty()) {
                both.addAll(shared);
                found.add(monitor.name());
            }
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of("the status page and %s are found by the same name servers (%s)"
                        .formatted(some(found, "monitor "), some(both, "")));
    }

    private static String some(Set<String> all, String before) {
        var named = all.stream().limit(NAMED).map(before::concat).collect(Collectors.joining(", "));
        return all.size() > NAMED ? named + " and %d more".formatted(all.size() - NAMED) : named;
    }

    /// What the settings alone tell: the network is not asked.
    static void review(Section root, Settings settings) {
        shared(settings, Names.NONE, Map.of()).forEach(line -> root.warning("url", line, CURE));
    }

    /// Of a host by our own resolver; none where it does not know it, or where only we come by them.
    static Set<InetAddress> resolve(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .filter(address -> !address.isLoopbackAddress() && !address.isAnyLocalAddress())
                    .collect(Collectors.toSet());
        } catch (UnknownHostException unknown) {
            return Set.of();
        }
    }

    /// The monitors that some component of the page shows.
    private static List<Monitor> watched(Settings settings) {
        var page = host(settings);
        var names = settings.statusPage().components().stream()
                .map(ComponentSettings::monitors)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return settings.monitors().stream()
                .filter(monitor -> names.contains(monitor.name()))
                .filter(_ -> !page.isEmpty() && !page.equals("localhost") && !page.startsWith("127."))
                .toList();
    }

    private static String host(Settings settings) {
        var host = settings.url().getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    private static <T> Set<T> common(Set<T> one, Set<T> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
