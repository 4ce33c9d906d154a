package dev.tocsin.monitor.availability;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random ledgers of verdicts as the product writes them, with holes where the monitor was retired, and random windows
/// over them.
final class Ledgers {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-23T15:50:00.123456Z");
    private static final Verdict[] VERDICTS = Verdict.values();

    private Ledgers() {}

    static Arbitrary<Watch> watches() {
        var steps = Arbitraries.longs()
                .between(1, Duration.ofDays(30).toMillis())
                .list()
                .ofMaxSize(25);
        var created = Arbitraries.longs().between(0, Duration.ofDays(120).toMillis());
        var silent = Arbitraries.longs().between(0, Duration.ofDays(3).toMillis());
        return Combinators.combine(created, steps, silent, windows().list().ofMaxSize(6), Arbitraries.randoms())
                .as(Ledgers::watch);
    }

    /// Windows that may begin before the monitor and end after now.
    static Arbitrary<Window> windows() {
        var year = Duration.ofDays(400).toMillis();
        return Combinators.combine(
                        Arbitraries.longs().between(-year / 4, year),
                        Arbitraries.longs().between(1, year))
                .as((from, length) -> new Window(START.plusMillis(from), START.plusMillis(from + length)));
    }

    static VerdictInterval interval(Instant began, Instant ended, Verdict verdict) {
        return new VerdictInterval(new MonitorId(1), began, Optional.of(ended), verdict);
    }

    static VerdictInterval open(Instant began, Verdict verdict) {
        return new VerdictInterval(new MonitorId(1), began, Optional.empty(), verdict);
    }

    private static Watch watch(long created, List<Long> steps, long silent, List<Window> maintenance, Random random) {
        var began = START.plusMillis(created);
        var intervals = new ArrayList<VerdictInterval>();
        var at = began;
        for (var step : steps) {
            var end = at.plusMillis(step);
            if (end.isAfter(NOW)) {
                break;
            }
            if (random.nextInt(8) > 0) {
                intervals.add(interval(at, end, VERDICTS[random.nextInt(VERDICTS.length)]));
            }
            at = end;
        }
        intervals.add(open(at, VERDICTS[random.nextInt(VERDICTS.length)]));
        return new Watch(began, NOW.minusMillis(silent), intervals, maintenance);
    }
}
