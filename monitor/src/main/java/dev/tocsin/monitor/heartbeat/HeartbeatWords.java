package dev.tocsin.monitor.heartbeat;

import dev.tocsin.config.Durations;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Wording;
import dev.tocsin.monitor.rhythm.Due;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// How a job stands, in a sentence for a person at three in the morning: times in the job's own zone, days only where
/// they are not today.
final class HeartbeatWords {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM ", Locale.ENGLISH);
    private static final Duration BY_SECONDS = Duration.ofMinutes(10);
    private static final int LONGEST_OUTPUT = 120;

    private final Probe.Heartbeat job;
    private final ZoneId zone;
    private final Instant now;
    private final DateTimeFormatter time;

    HeartbeatWords(Probe.Heartbeat job, Instant now) {
        this.job = job;
        this.zone = job.rhythm().zone();
        this.now = now;
        this.time = job.rhythm() instanceof Rhythm.Every every && every.period().compareTo(BY_SECONDS) < 0
                ? SECOND
                : MINUTE;
    }

    String waiting() {
        return "waiting for its first call";
    }

    String firstRun(Instant began) {
        return "its first run began at " + at(began) + inZone();
    }

    String well(Instant success, Due next, Optional<Instant> runningSince) {
        var then = runningSince
                .map(began -> ", running since " + at(began))
                .orElseGet(() -> ", next call expected by " + at(next.until()));
        return "went well at " + at(success) + then + inZone();
    }

    String why(Event event) {
        return switch (event) {
            case Event.Succeeded success -> "went well at " + at(success.at()) + inZone();
            case Event.Failed failed -> failed(failed.call());
            case Event.Overran run -> overran(run.began()) + inZone();
            case Event.Late late -> late(late.heard(), late.due()) + inZone();
            case Event.EndUnheard run -> overran(run.began()) + away(run.away()) + inZone();
            case Event.CallUnheard late -> late(late.heard(), late.due()) + away(late.away()) + inZone();
        };
    }

    private String failed(Call call) {
        var what = call.signal()
                .exitCode()
                .map(code -> "ended with exit code " + code)
                .orElse("said that it failed");
        return what + " at " + at(call.at()) + inZone()
                + call.body().map(body -> ": " + firstLine(body)).orElse("");
    }

    private String overran(Instant began) {
        return "started at " + at(began) + " and did not end within " + Durations.format(job.maxRun());
    }

    private String late(Instant heard, Due due) {
        return "no call since %s, expected by %s plus %s grace"
                .formatted(at(heard), at(due.until()), Durations.format(job.grace()));
    }

    private String away(Absences.Away away) {
        return away.from().equals(Instant.MIN)
                ? ", but before " + at(away.to()) + " we were not there to hear it"
                : ", but from %s to %s we were not there to hear it".formatted(at(away.from()), at(away.to()));
    }

    private static String firstLine(String body) {
        return Wording.printable(
                body.lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("")
                        .strip(),
                LONGEST_OUTPUT);
    }

    private String at(Instant instant) {
        var local = instant.atZone(zone);
        var today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? "" : DAY.format(local)) + time.format(local);
    }

    private String inZone() {
        return ", " + (zone.getId().equals("Etc/UTC") ? "UTC" : zone.getId());
    }
}
