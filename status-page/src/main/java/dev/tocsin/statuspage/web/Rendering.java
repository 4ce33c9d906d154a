package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.PageOptions;
import dev.tocsin.statuspage.Past;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.StatusPageSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;

/// Turns a board into every document of the page. Pure: the same board makes the same bytes. The first page in
/// English and the JSON are written at once, all else when somebody asks for it.
public final class Rendering {
    static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String ATOM = "application/atom+xml; charset=utf-8";
    private static final String RSS = "application/rss+xml; charset=utf-8";
    static final String CALENDAR = "text/calendar; charset=utf-8";
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String SVG = "image/svg+xml; charset=utf-8";

    private final Templates templates = new Templates();
    private final Feeds feeds = new Feeds(templates);
    private final ApiV2 api = new ApiV2();
    private volatile Dressed dressed = new Dressed(PageOptions.USUAL, Shell.Clothes.of(PageOptions.USUAL));

    /// What pages wear by the options of one moment.
    private record Dressed(PageOptions options, Shell.Clothes clothes) {}

    public Snapshot render(Board board) {
        return render(board, Optional.empty());
    }

    /// The same, keeping from `before` whatever says the same.
    Snapshot render(Board board, Snapshot before) {
        return render(board, Optional.of(before));
    }

    /// The pages of `settings`, which are all that the forms need.
    HtmlPages pages(StatusPageSettings settings) {
        return new HtmlPages(templates, clothes(settings));
    }

    Shell.Clothes clothes(StatusPageSettings settings) {
        var known = dressed;
        if (!known.options().equals(settings.options())) {
            known = new Dressed(settings.options(), Shell.Clothes.of(settings.options()));
            dressed = known;
        }
        return known.clothes();
    }

    PageHeaders headers(Edition edition) {
        return PageHeaders.of(edition, clothes(edition.board().settings()));
    }

    private Snapshot render(Board board, Optional<Snapshot> before) {
        var documents = new Composition(before);
        var watched = HistoryMonth.watched(board);
        // A change is seen the sooner for every core that helps.
        Stream.<Runnable>concat(
                        Language.ALL.stream().map(language -> () -> compose(board, language, watched, documents)),
                        Stream.of(() -> data(board, documents)))
                .parallel()
                .forEach(Runnable::run);
        return documents.snapshot();
    }

    private void compose(Board board, Language language, Set<LocalDate> watched, Composition documents) {
        var edition = new Edition(board, language);
        var headers = headers(edition);
        var all = documents.shared(language, Facts.ofAll(edition));
        pages(edition, headers, all, watched, documents);
        files(edition, headers, all, documents);
        if (language.equals(Language.ALL.getFirst())) {
            // Nobody shall wait for the first page, least of all whoever comes first after a change.
            documents.write("/");
        }
    }

    private void pages(
            Edition edition, PageHeaders headers, List<Object> all, Set<LocalDate> watched, Composition documents) {
        var board = edition.board();
        var pages = pages(board.settings());
        var html = headers.html();
        var systems = Systems.of(edition);
        var home = pages.homeOf(systems, edition);
        documents.putLater(edition.path("/"), home, () -> pages.home(home, edition), HTML, html);
        if (!edition.language().root().isEmpty()) {
            documents.alias(edition.language().root(), edition.path("/"));
        }
        var uptimes = UptimeView.of(edition);
        documents.putLater(
                edition.path("/uptime"), List.of(uptimes, all), () -> pages.uptime(uptimes, edition), HTML, html);
        if (!board.settings().options().subscribe().isEmpty()) {
            var forms = new SubscribePages(pages);
            documents.putLater(
                    edition.path("/subscribe"), all, () -> forms.form(edition, SubscribeForm.EMPTY), HTML, html);
        }
        history(edition, pages, all, watched, documents, html);
        var views = systems.stream()
                .flatMap(card -> card.components().stream())
                .collect(Collectors.toMap(ComponentView::id, view -> view));
        for (var component : board.components()) {
            var view = Objects.requireNonNull(views.get(component.id().value()));
            documents.putLater(
                    edition.path("/components/" + component.id()),
                    List.of(view, Facts.of(component, board), all),
                    () -> pages.component(component, view, edition),
                    HTML,
                    html);
        }
        for (var place = 0; place < board.incidents().size(); place++) {
            incident(place, edition, pages, all, documents, html);
        }
        for (var maintenance : board.maintenances()) {
            documents.putLater(
                    edition.path("/maintenance/" + maintenance.id()),
                    List.of(maintenance, all),
                    () -> pages.maintenance(maintenance, edition),
                    HTML,
                    html);
        }
        documents.putLater(
                edition.path("/embed"),
                List.of(Banner.of(edition), all),
                () -> pages.embed(edition),
                HTML,
                headers.embed());
        for (var fault : Fault.values()) {
            documents.fault(edition.language(), fault, pages.fault(edition, fault), html);
        }
    }

    private static void history(
            Edition edition,
            HtmlPages pages,
            List<Object> all,
            Set<LocalDate> watched,
            Composition documents,
            HttpFields html) {
        var months = HistoryMonth.months(edition);
        for (var month : months) {
            var newest = month.equals(months.getFirst());
            if (!newest && month.isBefore(edition.board().firstMonth())) {
                continue;
            }
            var facts = List.of(Facts.of(month, edition, watched), months, all);
            for (var path : newest ? List.of("/history", "/history/" + month) : List.of("/history/" + month)) {
                documents.putLater(
                        edition.path(path),
                        facts,
                        () -> pages.history(month, months, watched, path, edition),
                        HTML,
                        html);
            }
        }
    }

    /// The one at `place`, with its neighbours in time.
    private static void incident(
            int place, Edition edition, HtmlPages pages, List<Object> all, Composition documents, HttpFields html) {
        var incidents = edition.board().incidents();
        var incident = incidents.get(place);
        var older = place + 1 < incidents.size()
                ? Optional.of(named(incidents.get(place + 1)))
                : edition.board().past().before();
        var newer = place == 0 ? Optional.<Past.Named>empty() : Optional.of(named(incidents.get(place - 1)));
        documents.putLater(
                edition.path("/incidents/" + incident.id()),
                List.of(incident, older, newer, all),
                () -> pages.incident(incident, older, newer, edition),
                HTML,
                html);
    }

    private static Past.Named named(PublicIncident incident) {
        return new Past.Named(incident.id(), incident.name());
    }

    private void files(Edition edition, PageHeaders headers, List<Object> all, Composition documents) {
        var board = edition.board();
        var told = List.of(board.incidents(), board.maintenances(), all);
        documents.putLater(
                edition.path("/history.atom"),
                told,
                () -> feeds.atom(edition),
                ATOM,
                headers.feedAt("/history.atom", edition));
        documents.putLater(
                edition.path("/history.rss"),
                told,
                () -> feeds.rss(edition),
                RSS,
                headers.feedAt("/history.rss", edition));
        documents.putLater(
                edition.path("/maintenance.ics"),
                List.of(board.maintenances(), all),
                () -> MaintenanceCalendar.of(board.maintenances(), edition),
                CALENDAR,
                headers.feed());
        for (var maintenance : board.maintenances()) {
            documents.putLater(
                    edition.path("/maintenance/" + maintenance.id() + ".ics"),
                    List.of(maintenance, all),
                    () -> MaintenanceCalendar.of(List.of(maintenance), edition),
                    CALENDAR,
                    headers.feed());
        }
        badge(
                "/badge.svg",
                Badge.of(
                        board.settings().name(),
                        Banner.of(edition).sentence(),
                        board.overall().looks()),
                edition,
                headers,
                documents);
        for (var component : board.components()) {
            badge(
                    "/components/" + component.id() + "/badge.svg",
                    Badge.of(component.name(), edition.text(component.status().word()), component.status()),
                    edition,
                    headers,
                    documents);
        }
    }

    private void badge(String path, Badge badge, Edition edition, PageHeaders headers, Composition documents) {
        documents.putLater(
                edition.path(path),
                badge,
                () -> templates.fill("badge.mustache", edition.language(), badge),
                SVG,
                headers.badge());
    }

    private void data(Board board, Composition documents) {
        var edition = new Edition(board, Language.ALL.getFirst());
        var headers = headers(edition);
        for (var component : board.components()) {
            var path = "/uptime/" + component.id();
            var stretches = component.history().stretches();
            documents.putLater(
                    path + ".json",
                    List.of(component.id(), component.name(), stretches, board.settings()),
                    () -> UptimeData.json(component, edition),
                    JSON,
                    headers.json());
            documents.putLater(path + ".csv", stretches, () -> UptimeData.csv(component), CSV, headers.json());
        }
        board.settings()
                .options()
                .logo()
                .ifPresent(logo -> documents.put(Shell.logoPath(logo), logo.bytes(), logo.type(), headers.badge()));
        api.documents(board).forEach((path, body) -> documents.put(path, body, JSON, headers.json()));
        documents.lostJson(api.lost(), JSON, headers.json());
    }
}
