package dev.tocsin.statuspage.web;

import dev.tocsin.db.Database;
import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.PublicId;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pages of what is too old to be kept ready: links to them hold for ever, so they are made when somebody asks.
/// A few are remembered, until the page as it stands is read anew; while the database is away, those are served
/// as they were.
public final class OldPages implements SnapshotHandler.Rest {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Pattern THING = Pattern.compile("/(incidents|maintenance|components)/([a-z0-9]{12})(\\.ics)?");
    private static final Pattern MONTH = Pattern.compile("/history/([0-9]{4}-(?:0[1-9]|1[0-2]))");

    private final StatusPages pages;
    private final Archive archive;
    private final Remembered remembered = new Remembered(MOST_BYTES);

    public OldPages(StatusPages pages, Archive archive) {
        this.pages = pages;
        this.archive = archive;
    }

    /// Blocks on the database where nothing is remembered: for 5 s at most until its turn comes.
    @Override
    public SnapshotHandler.Answer at(String path) {
        var language = Snapshot.languageOf(path);
        var rest = path.substring(language.root().length());
        var thing = THING.matcher(rest);
        var month = MONTH.matcher(rest);
        var isThing = thing.matches();
        if (!isThing && !month.matches()) {
            return new SnapshotHandler.Answer.Unknown();
        }
        // Taken before anything is read: what changes meanwhile makes what is read old, never new.
        var edition = pages.editionIn(language);
        var kept = remembered.at(path);
        if (kept.isPresent() && kept.get().edition() == edition.number()) {
            return new SnapshotHandler.Answer.Found(kept.get().document());
        }
        try {
            var made = Database.<Optional<Document>, RuntimeException>asGuest(
                    () -> isThing ? thing(thing, edition.edition()) : month(month, edition.edition()));
            return made.<SnapshotHandler.Answer>map(document -> {
                        var representation = document.dressed(
                                pages.rendering().headers(edition.edition()),
                                kept.map(Remembered.Kept::document).orElse(null));
                        remembered.put(path, new Remembered.Kept(representation, edition.number()));
                        return new SnapshotHandler.Answer.Found(representation);
                    })
                    .orElseGet(() -> {
                        remembered.forget(path);
                        return new SnapshotHandler.Answer.Unknown();
                    });
        } catch (RuntimeException fault) {
            if (!Database.isUnavailable(fault)) {
                throw fault;
            }
            return kept.<SnapshotHandler.Answer>map(old -> new SnapshotHandler.Answer.Found(old.document()))
                    .orElseGet(SnapshotHandler.Answer.Away::new);
        }
    }

    private Optional<Document> thing(Matcher path, Edition edition) {
        var id = new PublicId(path.group(2));
        var html = pages.rendering().pages(edition.board().settings());
        var calendar = path.group(3) != null;
        return switch (path.group(1)) {
            case "incidents" ->
                calendar
                        ? Optional.empty()
                        : archive.incident(id)
                                .map(told -> html.incident(told.incident(), told.older(), told.newer(), edition))
                                .map(Document::page);
            case "maintenance" ->
                archive.maintenance(id)
                        .map(found -> calendar
                                ? Document.calendar(MaintenanceCalendar.of(List.of(found), edition))
                                : Document.page(html.maintenance(found, edition)));
            default ->
                calendar
                        ? Optional.empty()
                        : archive.gone(id).map(gone -> html.gone(gone, edition)).map(Document::page);
        };
    }

    private Optional<Document> month(Matcher path, Edition edition) {
        var month = YearMonth.parse(path.group(1));
        var months = HistoryMonth.months(edition);
        if (!months.contains(month)) {
            return Optional.empty();
        }
        var then = new Edition(archive.month(month, edition.board()), edition.language());
        return Optional.of(Document.page(pages.rendering()
                .pages(edition.board().settings())
                .history(month, months, HistoryMonth.watched(then.board()), "/history/" + month, then)));
    }
}
