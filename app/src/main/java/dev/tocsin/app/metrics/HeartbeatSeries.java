package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HeartbeatFacts;
import java.time.Duration;
import java.time.Instant;

/// When a job called last, when it must call next, and how long it took.
final class HeartbeatSeries {

    private HeartbeatSeries() {}

    static void write(Series to, Evidence evidence) {
        evidence.facts()
                .filter(HeartbeatFacts.class::isInstance)
                .map(HeartbeatFacts.class::cast)
                .ifPresent(facts -> write(to, facts, evidence.at()));
    }

    private static void write(Series to, HeartbeatFacts facts, Instant at) {
        facts.lastCallAt().ifPresent(call -> {
            to.add(
                    "tocsin_heartbeat_last_call_timestamp_seconds",
                    "When the job called last, in unixtime",
                    unixtime(call));
            to.add(
                    "tocsin_heartbeat_last_call_age_seconds",
                    "How long the last call had been past at the last look, which is at most a minute old",
                    Series.seconds(Duration.between(call, at)));
        });
        facts.lateAt()
                .ifPresent(late -> to.add(
                        "tocsin_heartbeat_late_timestamp_seconds",
                        "When the job is late unless it calls before, in unixtime",
                        unixtime(late)));
        facts.lastDuration()
                .ifPresent(took -> to.add(
                        "tocsin_heartbeat_last_duration_seconds",
                        "How long the last run took whose start was told",
                        took));
    }

    private static double unixtime(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
