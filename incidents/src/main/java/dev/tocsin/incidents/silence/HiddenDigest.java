package dev.tocsin.incidents.silence;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells those who look after Tocsin every Monday at 09:00 UTC what people were not paged for: silences are forgotten,
/// and what they hide with them. A week in which nothing was hidden is not told of.
public final class HiddenDigest {
    private static final LocalTime TIME = LocalTime.of(9, 0);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Keepers keepers;
    private final HiddenStore store = new HiddenStore();
    private final SilenceStore silences = new SilenceStore();
    private final References references = new References();

    public HiddenDigest(Database database, InstantSource clock, Outbox outbox, Keepers keepers) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.keepers = keepers;
    }

    /// Tells once of each week, late where nothing ran here on Monday. To be called every hour.
    public void tellDue() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var due = monday.atTime(TIME).toInstant(ZoneOffset.UTC);
        if (!now.isBefore(due)) {
            database.run(handle -> {
                if (store.begin(handle, monday, now)) {
                    tell(handle, monday, due, now);
                }
            });
        }
    }

    private void tell(Handle handle, LocalDate monday, Instant due, Instant now) {
        var hidden = new Hidden(
                silences.counting(handle, now), store.holds(handle, due.minus(WEEK), now), store.stopped(handle));
        if (hidden.isNothing()) {
            return;
        }
        for (var reader : keepers.at(handle, now)) {
            reader.email()
                    .map(email -> new Message(
                            Medium.EMAIL,
                            email,
                            "What was hidden in the week before " + monday,
                            HiddenText.week(hidden, monday, reader.zone()),
                            Optional.empty(),
                            "",
                            references.next()))
                    .ifPresent(message -> outbox.enqueue(handle, message, Priority.NOTICE, now, now));
        }
    }
}
