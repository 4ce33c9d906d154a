package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.heartbeat.Absences.Away;
import dev.tocsin.monitor.rhythm.Cron;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Jobs and what they said, for tests of what is made of it.
final class Jobs {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Duration GRACE = Duration.ofMinutes(5);
    static final UUID ONE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    private final Probe.Heartbeat job;
    private final List<Call> calls = new ArrayList<>();
    private final List<Away> away = new ArrayList<>();
    private Instant rhythmSince = NOON.minus(Duration.ofDays(400));

    Jobs(Probe.Heartbeat job) {
        this.job = job;
    }

    /// One that calls every hour.
    static Jobs hourly() {
        return hourly(Duration.ofMinutes(30));
    }

    static Jobs hourly(Duration maxRun) {
        var rhythm = new Rhythm.Every(Duration.ofHours(1), ZoneId.of("Etc/UTC"));
        return new Jobs(new Probe.Heartbeat("backup", rhythm, GRACE, maxRun, Optional.empty()));
    }

    static Jobs nightly() {
        var rhythm = Cron.parse("0 3 * * *", ZoneId.of("Europe/Berlin"));
        return new Jobs(
                new Probe.Heartbeat("backup", rhythm, Duration.ofMinutes(30), Duration.ofHours(2), Optional.empty()));
    }

    Jobs says(String at, String signal) {
        return says(at, signal, Optional.empty(), Optional.empty());
    }

    Jobs says(String at, String signal, UUID run) {
        return says(at, signal, Optional.of(run), Optional.empty());
    }

    Jobs says(String at, String signal, String body) {
        return says(at, signal, Optional.empty(), Optional.of(body));
    }

    private Jobs says(String at, String signal, Optional<UUID> run, Optional<String> body) {
        calls.add(new Call(calls.size() + 1L, instant(at), Signal.parse(signal).orElseThrow(), run, body));
        return this;
    }

    Jobs nobodyIsThere(String from, String to) {
        away.add(new Away(instant(from), instant(to)));
        return this;
    }

    Jobs rhythmSince(String at) {
        rhythmSince = instant(at);
        return this;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    Course courseAt(String at) {
        return Course.of(job, new History(rhythmSince, calls), new Absences(away), instant(at));
    }

    Condition at(String at) {
        return courseAt(at).condition();
    }

    /// Why it has failed, or why we cannot tell.
    String whyAt(String at) {
        var words = new HeartbeatWords(job, instant(at));
        return switch (at(at)) {
            case Condition.Failing failing -> words.why(failing.why());
            case Condition.Unsure unsure -> words.why(unsure.why());
            case Condition other -> other.toString();
        };
    }

    /// `03:30` is on the day of [#NOON], in UTC.
    static Instant instant(String at) {
        return Instant.parse(at.contains("T") ? at : "2026-11-23T" + (at.length() == 5 ? at + ":00" : at) + "Z");
    }
}
