package dev.tocsin.monitor.inventory;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What `by` did to a monitor over the API. `before` and `after` are JSON, the definition as it may be shown.
public record Change(long id, Instant at, String by, Kind kind, Optional<String> before, Optional<String> after) {

    /// What can be done to a monitor.
    public enum Kind {
        CREATED,
        /// The whole definition was given anew.
        REPLACED,
        /// A part of it was.
        CHANGED,
        PAUSED,
        RESUMED,
        DELETED,
        /// The settings file has a monitor of this name, and it is the file's from now on.
        TAKEN_OVER;

        /// As it stands in the row and in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
        }
    }
}
