package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.StatusPageSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/// The feed of incidents, by RFC 4287. An entry's id never changes; each update moves the entry's `updated`.
final class AtomFeed {
    private static final int ENTRIES = 50;

    private final Templates templates;

    AtomFeed(Templates templates) {
        this.templates = templates;
    }

    private record Feed(
            String id, String title, String updated, String page, String self, String author, List<Entry> entries) {}

    private record Entry(String id, String title, String published, String updated, String link, String html) {}

    String of(Board board) {
        var settings = board.settings();
        var shown = board.incidents().stream().limit(ENTRIES).toList();
        var updated = shown.stream()
                .map(PublicIncident::updatedAt)
                .max(Instant::compareTo)
                .orElse(board.pageCreatedAt());
        return templates.fill(
                "feed.mustache",
                new Feed(
                        tag(board, "page/" + board.pageId()),
                        Plain.text(settings.name()) + ": incidents",
                        Times.machine(updated),
                        settings.link("/"),
                        settings.link("/history.atom"),
                        Plain.text(settings.name()),
                        shown.stream().map(incident -> entry(incident, board)).toList()));
    }

    private Entry entry(PublicIncident incident, Board board) {
        return new Entry(
                tag(board, "incident/" + incident.id()),
                Plain.text(incident.name()),
                Times.machine(incident.createdAt()),
                Times.machine(incident.updatedAt()),
                board.settings().link("/incidents/" + incident.id()),
                templates.fill("entry.mustache", IncidentView.of(incident, board)));
    }

    /// A tag URI (RFC 4151): the host, and the year from which on the page has had its id.
    private static String tag(Board board, String what) {
        return "tag:%s,%d:%s"
                .formatted(
                        host(board.settings()),
                        LocalDate.ofInstant(board.pageCreatedAt(), ZoneOffset.UTC)
                                .getYear(),
                        what);
    }

    private static String host(StatusPageSettings settings) {
        return Objects.requireNonNullElse(settings.url().getHost(), "localhost");
    }
}
