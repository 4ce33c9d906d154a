package dev.tocsin.monitor.settings;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.rhythm.Cron;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a monitor that waits to be called.
final class HeartbeatProbeSettings {
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(10);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
    private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);
    private static final Duration LONGEST_GRACE = Duration.ofDays(31);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{16,128}");

    /// How often its rows are looked at beside every call and every moment at which it becomes late.
    static final Duration EVERY = Duration.ofMinutes(1);

    /// A call that did not come is not there at a second look either, and what a job says of itself needs no
    /// witness.
    static final Confirmation CONFIRMATION = new Confirmation(1, 1, Duration.ofSeconds(5));

    private HeartbeatProbeSettings() {}

    static Probe.Heartbeat read(Section section) {
        refuse(section, "every", "how often it is to call is said below heartbeat", "write heartbeat: { every: 1h }");
        refuse(section, "timeout", "a heartbeat waits for no answer", "write heartbeat: { maxRun: 2h } for long runs");
        refuse(section, "confirm", "a call that is late needs no confirmation", "write heartbeat: { grace: 10m }");
        var heartbeat = section.section("heartbeat");
        var grace = heartbeat.duration("grace", SHORTEST_GRACE, LONGEST_GRACE);
        return new Probe.Heartbeat(
                section.text("name"),
                rhythm(heartbeat),
                grace,
                heartbeat
                        .optionalDuration("maxRun", SHORTEST_GRACE, LONGEST_GRACE)
                        .orElse(grace),
                token(heartbeat));
    }

    private static void refuse(Section section, String key, String text, String cure) {
        if (section.has(key)) {
            section.problem(key, text, cure);
        }
    }

    private static Rhythm rhythm(Section heartbeat) {
        var zone = heartbeat.zone("timezone");
        var every = heartbeat.optionalDuration("every", SHORTEST_PERIOD, LONGEST_PERIOD);
        var cron = heartbeat.optionalParsed("cron", text -> Cron.parse(text, zone));
        if (heartbeat.has("every") == heartbeat.has("cron")) {
            heartbeat.problem(
                    heartbeat.has("cron") ? "cron" : "",
                    heartbeat.has("cron")
                            ? "a heartbeat has either a period or a schedule, and this one has both"
                            : "the heartbeat does not say when it is to call",
                    "write every: 1h, or cron: \"0 3 * * *\"");
        }
        return cron.<Rhythm>map(schedule -> schedule)
                .orElseGet(() -> new Rhythm.Every(every.orElse(LONGEST_PERIOD), zone));
    }

    private static Optional<Secret> token(Section heartbeat) {
        var token = heartbeat.optionalSecret("token");
        if (token.isPresent() && !TOKEN.matcher(token.get().reveal()).matches()) {
            heartbeat.problem(
                    "token",
                    "the token is no part of an address, or too easily guessed",
                    "take 16 to 128 letters, digits, dots, dashes or underscores; openssl rand -hex 16 makes one");
        }
        return token;
    }

    /// Notes what two heartbeats have the same of.
    static void noteSameTokens(List<Section> monitors) {
        var tokens = new HashSet<Secret>();
        for (var monitor : monitors) {
            if (monitor.has("heartbeat")) {
                var heartbeat = monitor.section("heartbeat");
                heartbeat
                        .optionalSecret("token")
                        .filter(token -> !tokens.add(token))
                        .ifPresent(_ -> heartbeat.problem(
                                "token", "another heartbeat has the same token", "give each a token of its own"));
            }
        }
    }
}
