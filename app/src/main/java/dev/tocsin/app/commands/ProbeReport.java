package dev.tocsin.app.commands;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HttpFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Timings;
import dev.tocsin.monitor.TlsFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/// One look as a person reads it in a terminal: the verdict first, then where the time went, what was expected, and the
/// certificate.
final class ProbeReport {
    private static final int BAR = 40;
    private static final Duration SOON = Duration.ofDays(14);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,\\s*)CN=((?:\\\\.|[^,\\\\])+)");
    private final Terminal terminal;

    ProbeReport(Terminal terminal) {
        this.terminal = terminal;
    }

    String text(String target, Observation seen) {
        var evidence = seen.evidence();
        var text = new StringBuilder();
        text.append(verdict(seen)).append("  ").append(terminal.bold(target)).append('\n');
        text.append(seen.reason()).append('\n');
        answer(text, evidence);
        phases(text, evidence.timings());
        evidence.checks().forEach(check -> check(text, check));
        if (!evidence.checks().isEmpty()) {
            text.append('\n');
        }
        evidence.tls().ifPresent(tls -> certificate(text, tls, evidence.at()));
        return text.toString();
    }

    private String verdict(Observation seen) {
        return switch (seen) {
            case Observation.Passed passed when passed.slow() -> terminal.yellow("SLOW");
            case Observation.Passed _ -> terminal.green("UP");
            case Observation.Failed _ -> terminal.red("DOWN");
            case Observation.Inconclusive _ -> terminal.yellow("UNKNOWN");
        };
    }

    private void answer(StringBuilder text, Evidence evidence) {
        evidence.http().ifPresent(http -> {
            http.redirects()
                    .forEach(hop -> text.append(terminal.faint("%d %s %s %s"
                                    .formatted(
                                            hop.status(), hop.url(), terminal.blocks() ? "→" : "->", hop.location())))
                            .append('\n'));
            text.append("%d %s, %s, %s"
                    .formatted(http.status(), HttpStatus.getMessage(http.status()), http.version(), size(http)));
        });
        evidence.facts().filter(facts -> !(facts instanceof HttpFacts)).ifPresent(facts -> text.append(facts.words()));
        if (!evidence.address().isEmpty()) {
            text.append(evidence.facts().isPresent() ? ", from " : "dialled ").append(evidence.address());
        }
        text.append("\n\n");
    }

    private static String size(HttpFacts http) {
        var bytes = http.bodyBytes();
        return bytes < 10_000 ? bytes + " bytes" : bytes / 1_000 + " kB";
    }

    /// A waterfall: each phase begins where the one before it ended.
    private void phases(StringBuilder text, Timings timings) {
        var phases = happened(timings);
        var sum = phases.values().stream().mapToLong(Duration::toNanos).sum();
        var before = 0L;
        for (var phase : phases.entrySet()) {
            var nanos = phase.getValue().toNanos();
            text.append(row(phase.getKey(), phase.getValue()))
                    .append("  ")
                    .append(bar(before, nanos, Math.max(1, sum)))
                    .append('\n');
            before += nanos;
        }
        if (!timings.total().isZero()) {
            text.append(terminal.bold(row("total", timings.total()))).append("\n\n");
        }
    }

    private static Map<String, Duration> happened(Timings timings) {
        var phases = new LinkedHashMap<String, Duration>();
        put(phases, "resolve", timings.resolve());
        put(phases, "connect", timings.connect());
        put(phases, "tls", timings.tls());
        put(phases, "request", timings.request());
        put(phases, "first byte", timings.firstByte());
        put(phases, "transfer", timings.transfer());
        return phases;
    }

    private static void put(Map<String, Duration> phases, String name, Optional<Duration> phase) {
        phase.ifPresent(duration -> phases.put(name, duration));
    }

    private static String row(String name, Duration duration) {
        return String.format(Locale.ROOT, "  %-10s %9.1f ms", name, duration.toNanos() / 1e6);
    }

    /// A phase that took hardly any time still shows as a sliver.
    private String bar(long before, long nanos, long sum) {
        var start = (int) (before * BAR / sum);
        var end = (int) ((before + nanos) * BAR / sum);
        if (end == start) {
            return " ".repeat(Math.min(start, BAR - 1)) + terminal.faint(terminal.blocks() ? "▏" : "|");
        }
        return " ".repeat(start) + (terminal.blocks() ? "█" : "#").repeat(end - start);
    }

    private void check(StringBuilder text, Evidence.Check check) {
        var mark = check.passed()
                ? terminal.green(terminal.blocks() ? "✓" : "ok ")
                : terminal.red(terminal.blocks() ? "✗" : "NOT");
        text.append("  %s %-9s expected %s, got %s%n".formatted(mark, check.name(), check.expected(), check.actual()));
    }

    private void certificate(StringBuilder text, TlsFacts tls, Instant at) {
        if (!tls.version().isEmpty()) {
            text.append("  %s, %s%n".formatted(tls.version().replace("TLSv", "TLS "), tls.cipher()));
        }
        if (tls.certificates().isEmpty()) {
            return;
        }
        var leaf = tls.certificates().getFirst();
        text.append("  certificate for %s, by %s%n".formatted(name(leaf.subject()), name(leaf.issuer())));
        text.append("  %s, %s, %s%n%n"
                .formatted(
                        validity(leaf, at),
                        tls.trusted() ? "trusted" : terminal.red("not trusted"),
                        tls.hostnameMatches() ? "name matches" : terminal.red("name does not match")));
    }

    private String validity(TlsFacts.CertificateFacts leaf, Instant at) {
        var end = DAY.format(leaf.notAfter().atOffset(ZoneOffset.UTC));
        var left = Duration.between(at, leaf.notAfter());
        if (at.isBefore(leaf.notBefore())) {
            return terminal.red("valid only from " + DAY.format(leaf.notBefore().atOffset(ZoneOffset.UTC)));
        }
        if (left.isNegative()) {
            return terminal.red("expired on " + end + ", " + days(left.negated()) + " ago");
        }
        var words = "valid until " + end + ", " + days(left) + " left";
        return left.compareTo(SOON) < 0 ? terminal.yellow(words) : words;
    }

    private static String days(Duration duration) {
        return duration.toDays() == 1 ? "1 day" : duration.toDays() + " days";
    }

    private static String name(String distinguished) {
        var name = COMMON_NAME.matcher(distinguished);
        return name.find() ? name.group(1) : distinguished;
    }
}
