package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.Optional;

/// An update as its authors see it, published or not. `title` is that of its incident or maintenance.
public record Written(
        PublicId id,
        PublicId incident,
        String title,
        Words words,
        String author,
        Instant createdAt,
        Optional<Instant> publishAt,
        Optional<Instant> publishedAt,
        Optional<Instant> editedAt) {

    /// `published`, `embargoed` or `draft`.
    public String state() {
        if (publishedAt.isPresent()) {
            return "published";
        }
        return publishAt.isPresent() ? "embargoed" : "draft";
    }
}
