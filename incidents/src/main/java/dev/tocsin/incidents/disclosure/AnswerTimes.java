package dev.tocsin.incidents.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How long reports waited for their first answer by a person: numbers over many, and nothing of any one.
public final class AnswerTimes {

    /// What was measured over many reports.
    ///
    /// @param count how many were answered
    /// @param half half of them within this
    /// @param nineInTen nine of ten within this
    public record Measured(int count, Duration half, Duration nineInTen) {}

    /// Of those that came from `since` on; empty when none was answered.
    public Optional<Measured> since(Handle handle, Instant since) {
        return handle.createQuery("""
                        select count(*) as answered,
                               percentile_cont(0.5) within group (order by waited) as half,
                               percentile_cont(0.9) within group (order by waited) as most
                          from (select extract(epoch from first_replied_at - received_at) as waited
                                  from disclosure
                                 where first_replied_at is not null
                                   and received_at >= :since) answered
                        """)
                .bind("since", since)
                .map((row, _) -> row.getInt("answered") == 0
                        ? Optional.<Measured>empty()
                        : Optional.of(new Measured(
                                row.getInt("answered"),
                                Duration.ofSeconds(Math.round(row.getDouble("half"))),
                                Duration.ofSeconds(Math.round(row.getDouble("most"))))))
                .one();
    }
}
