package dev.tocsin.statuspage;

import java.time.Instant;

/// Something that customers can read since `at`.
public record Publication(PublicId matter, PublicId update, Occasion occasion, Instant at) {

    /// Why subscribers may want to hear of it.
    public enum Occasion {
        /// An update was published.
        NEWS,
        /// An announced maintenance is near.
        REMINDER,
        /// It was announced for another time.
        MOVED
    }
}
