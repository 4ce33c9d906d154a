package dev.tocsin.incidents.paging;

import java.time.Duration;

/// Who measures how long a page takes; metrics implement it. Called inside transactions, must not block.
public interface PageMeter {

    /// The legs of the way from a failing look to a person's phone.
    enum Leg {
        /// First failing look to the incident: detection and confirmation.
        DETECT,
        /// Incident to the page's row.
        OPEN,
        /// Time due to the attempt that the provider took: waiting in line, and attempts that failed.
        QUEUE,
        /// That attempt to the provider's acceptance.
        ACCEPT,
        /// Acceptance to the carrier's receipt.
        DELIVER,
        /// Incident to the first person's answer.
        ACKNOWLEDGE
    }

    void took(Leg leg, Duration duration);
}
