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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the status page would fall together with what it tells of: by a host, an address or a certificate
/// that both have. Addresses that no customer comes by do not count.
final class Independence {
    private static final String CURE = "serve the page from other ground, or its copy (statusPage.staticTwin)";

    private Independence() {}

    /// One line for each thing that is shared. `addresses` finds those of a host, and `certificates` hold, by
    /// monitor, what was shown to it last.
    static List<String> shared(
            Settings settings, Function<String, Set<InetAddress>> addresses, Map<String, Set<String>> certificates) {
        var page = host(settings);
        var ours = addresses.apply(page);
        var shown = certificates.getOrDefault(OwnPosture.NAME, Set.of());
        var lines = new ArrayList<String>();
        for (var monitor : watched(settings)) {
            var host = monitor.probe().host().toLowerCase(Locale.ROOT);
            if (host.equals(page)) {
                lines.add("the status page is served by %s, which monitor %s watches".formatted(page, monitor.name()));
            } else if (!common(ours, addresses.apply(host)).isEmpty()) {
                lines.add("the status page and monitor %s share the address %s"
                        .formatted(
                                monitor.name(),
                                common(ours, addresses.apply(host))
                                        .iterator()
                                        .next()
                                        .getHostAddress()));
            }
            if (!common(shown, certificates.getOrDefault(monitor.name(), Set.of()))
                    .isEmpty()) {
                lines.add("the status page and monitor %s share a certificate".formatted(monitor.name()));
            }
        }
        return lines.stream().distinct().sorted().toList();
    }

    /// What the settings alone tell: the network is not asked.
    static void review(Section root, Settings settings) {
        shared(settings, host -> Set.of(), Map.of()).forEach(line -> root.warning("url", line, CURE));
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
