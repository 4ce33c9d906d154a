package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.PublicIncident;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One incident or maintenance as a feed tells it. `id` never changes; `updated` moves with each update. `rfc822` is
/// that time as RSS wants it.
record FeedEntry(String id, String title, String published, String updated, String rfc822, String link, String html) {
    private static final int ENTRIES = 50;

    /// The newest first.
    static List<FeedEntry> of(Edition edition, Templates templates) {
        return Stream.concat(
                        edition.board().incidents().stream()
                                .map(incident -> new Candidate(
                                        incident.createdAt(), incident.id(), () -> of(incident, edition, templates))),
                        edition.board().maintenances().stream()
                                .map(maintenance -> new Candidate(
                                        maintenance.createdAt(),
                                        maintenance.id(),
                                        () -> of(maintenance, edition, templates))))
                .sorted(Comparator.comparing(Candidate::at).reversed().thenComparing(Candidate::id))
                .limit(ENTRIES)
                .map(candidate -> candidate.entry().get())
                .toList();
    }

    /// What may stand in the feed: only of what does, the text is made.
    private record Candidate(Instant at, PublicId id, Supplier<FeedEntry> entry) {}

    private static FeedEntry of(PublicIncident incident, Edition edition, Templates templates) {
        return new FeedEntry(
                Tags.uri(edition.board(), "incident/" + incident.id()),
                Plain.text(incident.name()),
                Times.machine(incident.createdAt()),
                Times.machine(incident.updatedAt()),
                rfc822(incident.updatedAt()),
                edition.link("/incidents/" + incident.id()),
                templates.fill("entry.mustache", edition.language(), IncidentView.of(incident, edition)));
    }

    private static FeedEntry of(Maintenance maintenance, Edition edition, Templates templates) {
        return new FeedEntry(
                Tags.uri(edition.board(), "maintenance/" + maintenance.id()),
                Plain.text(maintenance.name()),
                Times.machine(maintenance.createdAt()),
                Times.machine(maintenance.updatedAt()),
                rfc822(maintenance.updatedAt()),
                edition.link("/maintenance/" + maintenance.id()),
                templates.fill(
                        "maintenance-entry.mustache", edition.language(), MaintenanceView.of(maintenance, edition)));
    }

    static String rfc822(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
