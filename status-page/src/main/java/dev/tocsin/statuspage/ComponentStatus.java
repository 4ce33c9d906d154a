package dev.tocsin.statuspage;

import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.availability.Watch;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// What a component shows, in Statuspage's words and one of ours. The order is from good to bad.
public enum ComponentStatus {
    OPERATIONAL,
    /// Nobody could look in time: we do not know, and never show it as good.
    NO_DATA,
    UNDER_MAINTENANCE,
    DEGRADED_PERFORMANCE,
    PARTIAL_OUTAGE,
    MAJOR_OUTAGE;

    /// The status that `word` stands for: `partial_outage`.
    static ComponentStatus named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// What the monitors of one component say together. Green needs the word of every one of them; a component
    /// without monitors has nobody to speak for it.
    public static ComponentStatus of(Collection<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return NO_DATA;
        }
        if (verdicts.stream().allMatch(Verdict.DOWN::equals)) {
            return MAJOR_OUTAGE;
        }
        if (verdicts.contains(Verdict.DOWN) || verdicts.contains(Verdict.PARTIAL)) {
            return PARTIAL_OUTAGE;
        }
        if (verdicts.contains(Verdict.DEGRADED)) {
            return DEGRADED_PERFORMANCE;
        }
        return verdicts.contains(Verdict.UNKNOWN) ? NO_DATA : OPERATIONAL;
    }

    /// The instant at which the monitor's last look stops counting; its creation when nobody has looked yet.
    public static Instant freshUntil(MonitorState monitor) {
        return monitor.lastLookedAt()
                .map(looked -> looked.plus(Watch.freshFor(monitor.every())))
                .orElse(monitor.createdAt());
    }

    /// The monitor's verdict if it still counts at `now`.
    public static Verdict freshVerdict(MonitorState monitor, Instant now) {
        return now.isAfter(freshUntil(monitor))
                ? Verdict.UNKNOWN
                : monitor.standing().verdict();
    }

    /// The worst of `statuses`; no data when there are none.
    public static ComponentStatus worst(Collection<ComponentStatus> statuses) {
        return statuses.stream().max(Comparator.naturalOrder()).orElse(NO_DATA);
    }

    /// The worse of the two.
    public ComponentStatus or(ComponentStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// Whether customers feel it: neither good, nor announced, nor unknown.
    public boolean isTrouble() {
        return switch (this) {
            case DEGRADED_PERFORMANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE -> true;
            case OPERATIONAL, NO_DATA, UNDER_MAINTENANCE -> false;
        };
    }

    /// Whether this time says something of the component's uptime: announced maintenance and time without data do not.
    boolean isMeasured() {
        return switch (this) {
            case OPERATIONAL, DEGRADED_PERFORMANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE -> true;
            case NO_DATA, UNDER_MAINTENANCE -> false;
        };
    }

    /// `partial_outage`
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
