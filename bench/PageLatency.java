import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Measures how long a page takes: from the moment at which a site begins its second failing answer, which confirms
/// that it is down, to the moment at which the provider takes the text message. Both are read off one clock, here.
///
/// Arguments: home of the product, folder to work in, pages. `page-latency` beside this file gives them.
final class PageLatency implements AutoCloseable {
    private static final int CONFIRMING = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// How often the product, a process of its own, is asked whether it has come so far: it calls nobody back.
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Pattern SITE = Pattern.compile("site-[0-9]+", Pattern.CASE_INSENSITIVE);

    private final InstantSource clock = InstantSource.system();
    private final TwilioImitation twilio = TwilioImitation.start(0, "ACbench", new Secret("bench-token"), clock);
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Instant>> failures = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final HttpServer sites;

    private PageLatency() throws IOException {
        sites = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        sites.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        sites.createContext("/", this::answer);
        sites.start();
    }

    static void main(String[] arguments) throws Exception {
        var pages = Integer.parseInt(arguments[2]);
        System.out.println(Machine.words());
        try (var bench = new PageLatency();
                var product = Product.start(Path.of(arguments[0]), Path.of(arguments[1]), bench.settings(pages))) {
            var ready = System.nanoTime();
            bench.awaitFirstLooks(pages);
            System.out.printf("every site was looked at %.1f s after the start%n", (System.nanoTime() - ready) / 1e9);
            bench.run(pages, product);
        }
        // The servers' threads must not keep us.
        System.exit(0);
    }

    private void run(int pages, Product product) throws IOException, InterruptedException {
        System.out.printf("%d sites break one after another; looked at every 5 s, confirmed after 1 s%n%n", pages);
        var times = new ArrayList<Duration>();
        for (var number = 1; number <= pages; number++) {
            var site = "site-" + number;
            broken.add(site);
            var accepted = awaitMessage(site);
            if (accepted.isEmpty()) {
                System.out.printf(
                        "%-10s NO PAGE within %d s; %d messages came for others%n",
                        site, PATIENCE.toSeconds(), twilio.messages().size());
                continue;
            }
            var confirmed = failures.get(site).get(CONFIRMING - 1);
            times.add(Duration.between(confirmed, accepted.get()));
            System.out.printf("%-10s %8.1f ms%n", site, milliseconds(times.getLast()));
        }
        print(pages, times, settled(product, times.size()));
    }

    /// The product notes an acceptance a moment after the provider did.
    private static Product.Scrape settled(Product product, int pages) throws IOException, InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (true) {
            var scrape = product.scrape();
            if (scrape.value("tocsin_time_to_page_seconds_count{leg=\"accept\"}") >= pages || System.nanoTime() > end) {
                return scrape;
            }
            Thread.sleep(POLL);
        }
    }

    private static void print(int pages, List<Duration> times, Product.Scrape scrape) throws IOException {
        times.sort(null);
        if (!times.isEmpty()) {
            System.out.printf(
                    "%nconfirming look to the provider's acceptance: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    milliseconds(quantile(times, 0.5)),
                    milliseconds(quantile(times, 0.99)),
                    milliseconds(times.getLast()));
        }
        System.out.printf("pages  %d of %d%n", times.size(), pages);
        System.out.printf("load   %s at the end%n", Machine.load());
        System.out.println("what the product says of itself:");
        scrape.beginning("tocsin_time_to_page_seconds").forEach(line -> System.out.println("  " + line));
    }

    /// The nearest rank: a time that was really measured.
    private static Duration quantile(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /// Until every site was seen standing, so that each breaks from up.
    private void awaitFirstLooks(int pages) throws InterruptedException {
        for (var end = System.nanoTime() + Duration.ofSeconds(30).toNanos(); seen.size() < pages; ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only %d of %d sites were looked at".formatted(seen.size(), pages));
            }
            Thread.sleep(POLL);
        }
    }

    /// Polls; the time that counts is the one the imitation noted.
    private Optional<Instant> awaitMessage(String site) throws InterruptedException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(POLL)) {
            var message = twilio.messages().stream()
                    .filter(text -> names(text.body(), site))
                    .map(TwilioImitation.TextMessage::at)
                    .findFirst();
            if (message.isPresent()) {
                return message;
            }
        }
        return Optional.empty();
    }

    private static boolean names(String body, String site) {
        return SITE.matcher(body).results().anyMatch(match -> match.group().equalsIgnoreCase(site));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var site = exchange.getRequestURI().getPath().substring(1);
            var fails = broken.contains(site);
            if (fails) {
                failures.computeIfAbsent(site, _ -> new CopyOnWriteArrayList<>())
                        .add(clock.instant());
            }
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            seen.add(site);
        }
    }

    private String settings(int pages) {
        URI provider = twilio.baseUrl();
        return """
                defaults: { every: 5s, timeout: 3s, confirm: { down: %1$d, up: 1, recheck: 1s } }
                responders:
                  - { name: ana, phone: "+15005550101", verified: true, rules: { critical: [sms 0m] } }
                policies:
                  - { name: default, repeat: 0, steps: [ { notify: [responder ana], wait: 1d } ], catchAll: [responder ana] }
                channels:
                  twilio: { accountSid: ACbench, authToken: bench-token, from: "+15005550006", baseUrl: "%2$s" }
                monitors:
                """.formatted(CONFIRMING, provider)
                + IntStream.rangeClosed(1, pages)
                        .mapToObj(number -> "  - { name: site-%1$d, http: \"http://127.0.0.1:%2$d/site-%1$d\" }%n"
                                .formatted(number, sites.getAddress().getPort()))
                        .collect(Collectors.joining());
    }

    @Override
    public void close() {
        sites.stop(0);
        twilio.close();
    }
}
