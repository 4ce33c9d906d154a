package dev.tocsin.monitor.posture.hsts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How near a listed domain is to being taken off the preload list: its scans may fail for thirty days, and then it
/// goes.
///
/// @param day 1 on the first of the thirty days
public record PreloadRisk(int day) {

    public static final int DAYS = 30;

    /// The risk at `now`; empty while the domain keeps the rules.
    ///
    /// @param failingSince the first of the looks in a row that found it failing
    public static Optional<PreloadRisk> at(Optional<Instant> failingSince, Instant now) {
        return failingSince.map(since -> new PreloadRisk((int) Math.max(
                        0,
                        Math.min(
                                Integer.MAX_VALUE - 1,
                                Duration.between(since, now).toDays()))
                + 1));
    }

    public boolean over() {
        return day > DAYS;
    }

    @Override
    public String toString() {
        return over()
                ? "preload at risk, " + DAYS + " days are over, it may be removed any day"
                : "preload at risk, day " + day + " of " + DAYS;
    }
}
