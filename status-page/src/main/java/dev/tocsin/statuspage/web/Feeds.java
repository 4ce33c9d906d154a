package dev.tocsin.statuspage.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The feeds of incidents and maintenance: Atom by RFC 4287, and RSS 2.0.
final class Feeds {
    private final Templates templates;

    Feeds(Templates templates) {
        this.templates = templates;
    }

    private record Feed(
            String id,
            String title,
            String updated,
            String rfc822,
            String page,
            String self,
            String author,
            String lang,
            Optional<String> hub,
            List<FeedEntry> entries) {}

    String atom(Edition edition) {
        return templates.fill("feed.mustache", edition.language(), feed(edition, "/history.atom"));
    }

    String rss(Edition edition) {
        return templates.fill("rss.mustache", edition.language(), feed(edition, "/history.rss"));
    }

    private Feed feed(Edition edition, String self) {
        var board = edition.board();
        var entries = FeedEntry.of(edition, templates);
        var updated = entries.stream()
                .map(entry -> Instant.parse(entry.updated()))
                .max(Instant::compareTo)
                .orElse(board.pageCreatedAt());
        return new Feed(
                Tags.uri(board, "page/" + board.pageId()),
                Shell.brand(edition),
                Times.machine(updated),
                FeedEntry.rfc822(updated),
                edition.link("/"),
                edition.link(self),
                Plain.text(board.settings().name()),
                edition.language().tag(),
                board.settings().options().webSubHub().map(Object::toString),
                entries);
    }
}
