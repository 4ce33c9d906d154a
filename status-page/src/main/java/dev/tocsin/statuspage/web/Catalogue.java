package dev.tocsin.statuspage.web;

import dev.tocsin.db.Database;
import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Contents;
import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.Past;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.StatusBoard;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The same pages as those of [OldPages], all of them, for a copy of the page that must be whole: it tells which there
/// are, whether they say anything else than before, and makes some. They do not wear the state of today, so that it
/// changes none of them. Not for two threads at once.
public final class Catalogue {
    private final StatusPages pages;
    private final Archive archive;
    private List<List<Object>> shared = List.of();

    public Catalogue(StatusPages pages, Archive archive) {
        this.pages = pages;
        this.archive = archive;
    }

    /// One thing that has a page in each language. Two of one path are equal as long as the pages say the same.
    public sealed interface Leaf {
        String path();

        /// All of its documents.
        default List<String> paths() {
            return Language.ALL.stream()
                    .map(language -> language.root() + path())
                    .toList();
        }
    }

    private record OfIncident(
            Contents.Title title, Optional<Past.Named> older, Optional<Past.Named> newer, List<List<Object>> shared)
            implements Leaf {
        @Override
        public String path() {
            return "/incidents/" + title.id();
        }
    }

    private record OfMaintenance(Contents.Title title, List<List<Object>> shared) implements Leaf {
        @Override
        public String path() {
            return "/maintenance/" + title.id();
        }

        @Override
        public List<String> paths() {
            return Language.ALL.stream()
                    .flatMap(language -> List.of(language.root() + path(), calendar(language.root() + path())).stream())
                    .toList();
        }
    }

    /// `today` because days that nobody watched come and go with what is kept of them: it is made once a day.
    private record OfMonth(
            YearMonth month, boolean first, List<Contents.Title> titles, LocalDate today, List<List<Object>> shared)
            implements Leaf {
        @Override
        public String path() {
            return "/history/" + month;
        }
    }

    private record OfComponent(Contents.Left component, List<Contents.Title> last, List<List<Object>> shared)
            implements Leaf {
        @Override
        public String path() {
            return "/components/" + component.id();
        }
    }

    /// Everything that was ever published and has no page in `beside`: incidents and maintenances, newest first, then
    /// components, then months. Blocks on the database.
    public List<Leaf> leaves(Snapshot beside) {
        var board = pages.board().timeless();
        var contents = Database.<Contents, RuntimeException>asGuest(archive::contents);
        var all = sharedBy(board);
        var leaves = new ArrayList<Leaf>();
        var incidents =
                contents.titles().stream().filter(title -> !title.maintenance()).toList();
        for (var place = 0; place < incidents.size(); place++) {
            leaves.add(new OfIncident(
                    incidents.get(place), named(incidents, place + 1), named(incidents, place - 1), all));
        }
        contents.titles().stream()
                .filter(Contents.Title::maintenance)
                .forEach(work -> leaves.add(new OfMaintenance(work, all)));
        for (var component : contents.left()) {
            var last = incidents.stream()
                    .filter(incident -> incident.components().contains(component.id()))
                    .limit(StatusBoard.LISTED_INCIDENTS)
                    .toList();
            leaves.add(new OfComponent(component, last, all));
        }
        leaves.addAll(months(contents, board, all));
        leaves.removeIf(leaf -> beside.paths().contains(leaf.path()));
        return leaves;
    }

    private static List<Leaf> months(Contents contents, Board board, List<List<Object>> all) {
        var edition = new Edition(board, Language.ALL.getFirst());
        var times = edition.times();
        var titles = contents.titles().stream()
                .filter(title -> !title.maintenance() || title.over())
                .collect(Collectors.groupingBy(title -> YearMonth.from(times.date(title.began()))));
        var months = HistoryMonth.months(edition);
        return months.stream()
                .<Leaf>map(month -> new OfMonth(
                        month,
                        month.equals(months.getLast()),
                        titles.getOrDefault(month, List.of()),
                        times.date(board.at()),
                        all))
                .toList();
    }

    private static Optional<Past.Named> named(List<Contents.Title> incidents, int place) {
        return place < 0 || place >= incidents.size()
                ? Optional.empty()
                : Optional.of(new Past.Named(
                        incidents.get(place).id(), incidents.get(place).name()));
    }

    /// The very list from before where it is the same: it is in every leaf, and so costs no comparison.
    private List<List<Object>> sharedBy(Board board) {
        var now = Language.ALL.stream()
                .map(language -> Facts.ofAll(new Edition(board, language)))
                .toList();
        if (!now.equals(shared)) {
            shared = now;
        }
        return shared;
    }

    /// The documents of some leaves, by path. What has been taken back meanwhile is not among them; what was said
    /// meanwhile is, and makes another leaf. Blocks on the database.
    public Map<String, String> documents(Collection<Leaf> some) {
        return Database.<Map<String, String>, RuntimeException>asGuest(() -> {
            var board = pages.board().timeless();
            var html = pages.rendering().pages(board.settings());
            var made = new HashMap<String, String>();
            var incidents = incidents(some);
            var works = maintenances(some);
            for (var leaf : some) {
                switch (leaf) {
                    case OfIncident one ->
                        Optional.ofNullable(incidents.get(one.title().id()))
                                .ifPresent(found -> put(
                                        made,
                                        leaf,
                                        board,
                                        edition -> html.incident(found, one.older(), one.newer(), edition)));
                    case OfMaintenance one ->
                        Optional.ofNullable(works.get(one.title().id())).ifPresent(found -> {
                            put(made, leaf, board, edition -> html.maintenance(found, edition));
                            calendars(made, found, board);
                        });
                    case OfComponent one ->
                        archive.gone(one.component().id())
                                .ifPresent(gone -> put(made, leaf, board, edition -> html.gone(gone, edition)));
                    case OfMonth one -> month(made, one, board, html);
                }
            }
            return made;
        });
    }

    private static void put(Map<String, String> made, Leaf leaf, Board board, Function<Edition, String> page) {
        for (var language : Language.ALL) {
            made.put(language.root() + leaf.path(), page.apply(new Edition(board, language)));
        }
    }

    private static void calendars(Map<String, String> made, Maintenance work, Board board) {
        for (var language : Language.ALL) {
            made.put(
                    calendar(language.root() + "/maintenance/" + work.id()),
                    MaintenanceCalendar.of(List.of(work), new Edition(board, language)));
        }
    }

    private void month(Map<String, String> made, OfMonth leaf, Board board, HtmlPages html) {
        var months = HistoryMonth.months(new Edition(board, Language.ALL.getFirst()));
        var then = archive.month(leaf.month(), board);
        put(
                made,
                leaf,
                then,
                edition -> html.history(leaf.month(), months, HistoryMonth.watched(then), leaf.path(), edition));
    }

    private Map<PublicId, PublicIncident> incidents(Collection<Leaf> some) {
        var ids = some.stream()
                .filter(OfIncident.class::isInstance)
                .map(leaf -> ((OfIncident) leaf).title().id())
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : archive.incidents(ids).stream().collect(Collectors.toMap(PublicIncident::id, found -> found));
    }

    private Map<PublicId, Maintenance> maintenances(Collection<Leaf> some) {
        var ids = some.stream()
                .filter(OfMaintenance.class::isInstance)
                .map(leaf -> ((OfMaintenance) leaf).title().id())
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : archive.maintenances(ids).stream().collect(Collectors.toMap(Maintenance::id, found -> found));
    }

    private static String calendar(String path) {
        return path + ".ics";
    }
}
