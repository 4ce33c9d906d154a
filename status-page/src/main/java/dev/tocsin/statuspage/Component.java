package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.Optional;

/// A component as the page shows it. `position` counts from 1 within its group, or among groups when it has none.
/// `confirmedAt` is the last look that its monitors took; `changedAt` is when its state or name last changed. While a
/// person
/// speaks for it, `handSet` is what they say.
public record Component(
        PublicId id,
        String name,
        String description,
        Optional<PublicId> group,
        int position,
        ComponentStatus status,
        Optional<Instant> watchedSince,
        Optional<Instant> confirmedAt,
        Instant createdAt,
        Instant changedAt,
        ComponentHistory history,
        Optional<HandSet> handSet) {

    Component withoutData() {
        return new Component(
                id,
                name,
                description,
                group,
                position,
                ComponentStatus.NO_DATA,
                watchedSince,
                confirmedAt,
                createdAt,
                changedAt,
                history,
                handSet);
    }
}
