package dev.tocsin.monitor.posture.certificate;

import java.time.Duration;

/// How urgent the end of a certificate is, by the share of its lifetime that is left: a certificate for six days is
/// not late with three to go, one for ninety days is.
///
/// The renewal point is where certificate authorities ask ACME clients to renew (a third of the lifetime, half of it
/// below ten days), but never earlier than `longest` before the end. A client that renews there has not failed at two
/// thirds of that window; at one third people must act.
///
/// @param window how long before the end renewal is due
public record Expiry(Level level, Duration window, Duration warnAt, Duration criticalAt) {

    public static final Duration LONGEST_WINDOW = Duration.ofDays(30);
    private static final Duration SHORT_LIVED = Duration.ofDays(10);

    public enum Level {
        OK,
        DUE,
        WARNING,
        CRITICAL,
        EXPIRED
    }

    /// How urgent it is with the usual window.
    ///
    /// @param lifetime of the whole certificate, not negative
    /// @param remaining until its last moment, which still counts (RFC 5280, 4.1.2.5); negative once that is over
    public static Expiry of(Duration lifetime, Duration remaining) {
        return of(lifetime, remaining, LONGEST_WINDOW);
    }

    /// How urgent it is where renewal is due at most `longest` before the end.
    public static Expiry of(Duration lifetime, Duration remaining, Duration longest) {
        var share = lifetime.dividedBy(lifetime.compareTo(SHORT_LIVED) < 0 ? 2 : 3);
        var window = share.compareTo(longest) < 0 ? share : longest;
        var warnAt = window.multipliedBy(2).dividedBy(3);
        var criticalAt = window.dividedBy(3);
        return new Expiry(level(remaining, window, warnAt, criticalAt), window, warnAt, criticalAt);
    }

    private static Level level(Duration remaining, Duration window, Duration warnAt, Duration criticalAt) {
        if (remaining.isNegative()) {
            return Level.EXPIRED;
        }
        if (remaining.compareTo(criticalAt) <= 0) {
            return Level.CRITICAL;
        }
        if (remaining.compareTo(warnAt) <= 0) {
            return Level.WARNING;
        }
        return remaining.compareTo(window) <= 0 ? Level.DUE : Level.OK;
    }
}
