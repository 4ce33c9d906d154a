import dev.tocsin.incidents.delivery.imitation.TwilioImitation.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/// Opens many incidents within a second and measures when the provider has taken the first page of each.
///
/// Arguments: home of the product, folder to work in, incidents, the provider's limit a second.
final class Flood {
    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern KEY = Pattern.compile("flood-[0-9]+", Pattern.CASE_INSENSITIVE);
    private static final InstantSource CLOCK = InstantSource.system();

    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    private Flood() {}

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var incidents = Integer.parseInt(arguments[2]);
        var perSecond = Integer.parseInt(arguments[3]);
        System.out.println(Machine.words());
        try (var texts = new Texts();
                var product = Product.start(home, Path.of(arguments[1]), settings(texts, perSecond));
                var events = Events.to(product, home)) {
            events.trigger("warm-up");
            var flood = new Flood();
            var began = CLOCK.instant();
            flood.open(events, incidents);
            System.out.printf(
                    "%d incidents told within %.1f s, all of them open after %.1f s; the provider takes %d a second%n",
                    incidents,
                    seconds(began, flood.told.values().stream().max(Instant::compareTo).orElseThrow()),
                    seconds(began, CLOCK.instant()),
                    perSecond);
            flood.report(began, incidents, flood.await(texts, incidents, perSecond));
        }
        System.exit(0);
    }

    /// Each at its own time within a second, whoever is still waiting for an answer.
    private void open(Events events, int incidents) throws Exception {
        var began = System.nanoTime();
        var opening = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 1; number <= incidents; number++) {
                var key = "flood-" + number;
                var at = began + WITHIN.toNanos() * number / incidents;
                opening.add(threads.submit(() -> {
                    // Spread evenly over the time, however long another takes.
                    Thread.sleep(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
                    told.put(key, CLOCK.instant());
                    events.trigger(key);
                    return key;
                }));
            }
            for (var one : opening) {
                one.get();
            }
        }
    }

    /// When the provider took the first text about each.
    private static Map<String, Instant> await(Texts texts, int incidents, int perSecond) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(60 + 2L * incidents / perSecond).toNanos();
        var accepted = new HashMap<String, Instant>();
        while (accepted.size() < incidents && System.nanoTime() < end) {
            // The product is a process of its own and calls nobody back.
            Thread.sleep(POLL);
            note(texts.all(), accepted);
        }
        return accepted;
    }

    private static void note(Collection<TextMessage> texts, Map<String, Instant> accepted) {
        for (var text : texts) {
            KEY.matcher(text.body())
                    .results()
                    .forEach(match -> accepted.merge(
                            match.group().toLowerCase(java.util.Locale.ROOT),
                            text.at(),
                            (one, other) -> one.isBefore(other) ? one : other));
        }
    }

    private void report(Instant began, int incidents, Map<String, Instant> accepted) throws IOException {
        var waits = told.entrySet().stream()
                .filter(one -> accepted.containsKey(one.getKey()))
                .map(one -> seconds(one.getValue(), accepted.get(one.getKey())))
                .toList();
        System.out.printf("first pages taken  %d of %d%n", waits.size(), incidents);
        System.out.printf(
                "told to taken      p50 %.2f s, p99 %.2f s, longest %.2f s%n",
                Texts.quantile(waits, 0.5), Texts.quantile(waits, 0.99), Texts.quantile(waits, 1));
        var last = accepted.values().stream().max(Instant::compareTo).orElse(began);
        System.out.printf(
                "last one taken     %.1f s after the first was told, %.1f a second%n",
                seconds(began, last), waits.size() / Math.max(0.001, seconds(began, last)));
        System.out.printf("load               %s at the end%n", Machine.load());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static String settings(Texts texts, int perSecond) {
        return """
                responders:
                  - { name: ana, phone: "+15005550101", verified: true, rules: { critical: [sms 0m] } }
                policies:
                  - { name: default, repeat: 0, steps: [ { notify: [responder ana], wait: 1d } ], catchAll: [responder ana] }
                """ + texts.channel(perSecond);
    }
}
