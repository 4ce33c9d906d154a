package dev.tocsin.monitor.rhythm;

import dev.tocsin.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// When a job is to be heard of, again and again.
public sealed interface Rhythm permits Rhythm.Every, Cron {

    /// When a job that was last heard of at `heard` is to be heard of next; always later than that.
    Due next(Instant heard);

    /// How long before its time a call may well come and still be that one, for a job with this `grace`.
    Duration lead(Duration grace);

    /// Where its times are told.
    ZoneId zone();

    /// As the settings have it, without the zone.
    String words();

    /// Again `period` after it was heard of last, whatever the clock on the wall says.
    record Every(Duration period, ZoneId zone) implements Rhythm {

        @Override
        public Due next(Instant heard) {
            return Due.at(heard.plus(period));
        }

        /// A job that takes now longer, now shorter, is now late and now early.
        @Override
        public Duration lead(Duration grace) {
            return grace.compareTo(period) < 0 ? grace : period;
        }

        @Override
        public String words() {
            return "every " + Durations.format(period);
        }

        /// Without the zone: where its times are told changes nothing about when it is due.
        @Override
        public String toString() {
            return words();
        }
    }
}
