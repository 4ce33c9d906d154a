package dev.tocsin.incidents.review;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How fast people answered: the mean time to acknowledge (MTTA) and to resolve (MTTR), for each service and week.
/// Both count from the incident's opening; how long a failure went unseen before that is beside them. Drills do not
/// count.
public final class ResponseTimes {

    /// Monday `week` of one service: a monitor's name, or the key of what no monitor causes. A mean is over those
    /// that were acknowledged or resolved, whose numbers stand beside it; it is empty where none was.
    public record Week(
            String service,
            LocalDate week,
            int incidents,
            int acknowledged,
            int resolved,
            Optional<Duration> toNotice,
            Optional<Duration> toAcknowledge,
            Optional<Duration> toResolve) {}

    /// Of all that opened from `from` until before `to`, with weeks as `zone` counts them.
    public List<Week> weeks(Handle handle, Instant from, Instant to, ZoneId zone) {
        return handle.createQuery("""
                        select coalesce(monitor_name, key) as service,
                               cast(date_trunc('week', opened_at at time zone :zone) as date) as week,
                               count(*) as incidents,
                               count(acknowledged_at) as acknowledged,
                               count(resolved_at) as resolved,
                               avg(extract(epoch from opened_at - began_at)) as to_notice,
                               avg(extract(epoch from acknowledged_at - opened_at)) as to_acknowledge,
                               avg(extract(epoch from resolved_at - opened_at)) as to_resolve
                          from incident
                         where opened_at >= :from
                           and opened_at < :to
                           and not drill
                         group by service, week
                         order by week desc, service
                        """)
                .bind("zone", zone.getId())
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> new Week(
                        row.getString("service"),
                        row.getObject("week", LocalDate.class),
                        row.getInt("incidents"),
                        row.getInt("acknowledged"),
                        row.getInt("resolved"),
                        duration(row.getBigDecimal("to_notice")),
                        duration(row.getBigDecimal("to_acknowledge")),
                        duration(row.getBigDecimal("to_resolve"))))
                .list();
    }

    private static Optional<Duration> duration(@Nullable BigDecimal seconds) {
        return Optional.ofNullable(seconds)
                .map(some -> Duration.ofMillis(some.movePointRight(3).longValue()));
    }
}
