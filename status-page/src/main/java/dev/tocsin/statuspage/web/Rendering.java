package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.PageOptions;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.StatusPageSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns a board into the bytes of every document of the page. Pure: the same board makes the same bytes.
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
        for (var language : Language.ALL) {
            var edition = new Edition(board, language);
            var headers = headers(edition);
            pages(edition, headers, documents);
            files(edition, headers, documents);
        }
        data(board, headers(new Edition(board, Language.ALL.getFirst())), documents);
        return documents.snapshot();
    }

    private void pages(Edition edition, PageHeaders headers, Composition documents) {
        var board = edition.board();
        var pages = pages(board.settings());
        var html = headers.html();
        documents.put(edition.path("/"), pages.home(edition), HTML, html);
        if (!edition.language().root().isEmpty()) {
            documents.alias(edition.language().root(), edition.path("/"));
        }
        documents.put(edition.path("/uptime"), pages.uptime(edition), HTML, html);
        if (!board.settings().options().subscribe().isEmpty()) {
            var forms = new SubscribePages(pages);
            documents.put(edition.path("/subscribe"), forms.form(edition, SubscribeForm.EMPTY), HTML, html);
        }
        var months = HistoryMonth.months(edition);
        documents.put(
                edition.path("/history"), pages.history(months.getFirst(), months, "/history", edition), HTML, html);
        for (var month :
                months.stream().filter(one -> !one.isBefore(board.firstMonth())).toList()) {
            documents.put(
                    edition.path("/history/" + month),
                    pages.history(month, months, "/history/" + month, edition),
                    HTML,
                    html);
        }
        for (var component : board.components()) {
            documents.put(
                    edition.path("/components/" + component.id()), pages.component(component, edition), HTML, html);
        }
        var surroundings = surroundings(edition);
        for (var incident : board.incidents()) {
            documents.putOnce(
                    edition.path("/incidents/" + incident.id()),
                    List.of(incident, neighbours(incident, board), surroundings),
                    () -> pages.incident(incident, edition),
                    HTML,
                    html);
        }
        for (var maintenance : board.maintenances()) {
            documents.putOnce(
                    edition.path("/maintenance/" + maintenance.id()),
                    List.of(maintenance, surroundings),
                    () -> pages.maintenance(maintenance, edition),
                    HTML,
                    html);
        }
        documents.put(edition.path("/embed"), pages.embed(edition), HTML, headers.embed());
        for (var fault : Fault.values()) {
            documents.fault(edition.language(), fault, pages.fault(edition, fault), html);
        }
    }

    /// All that a page of one incident tells beside it.
    private static List<Object> surroundings(Edition edition) {
        return List.of(
                edition.language(),
                edition.zone(),
                edition.board().settings(),
                edition.board().overall(),
                edition.board().past().gone(),
                edition.board().components().stream().collect(Collectors.toMap(Component::id, Component::name)));
    }

    private static List<Object> neighbours(PublicIncident incident, Board board) {
        return List.of(HtmlPages.older(incident, board), HtmlPages.newer(incident, board));
    }

    private void files(Edition edition, PageHeaders headers, Composition documents) {
        var board = edition.board();
        documents.put(
                edition.path("/history.atom"), feeds.atom(edition), ATOM, headers.feedAt("/history.atom", edition));
        documents.put(edition.path("/history.rss"), feeds.rss(edition), RSS, headers.feedAt("/history.rss", edition));
        documents.put(
                edition.path("/maintenance.ics"),
                MaintenanceCalendar.of(board.maintenances(), edition),
                CALENDAR,
                headers.feed());
        for (var maintenance : board.maintenances()) {
            documents.put(
                    edition.path("/maintenance/" + maintenance.id() + ".ics"),
                    MaintenanceCalendar.of(List.of(maintenance), edition),
                    CALENDAR,
                    headers.feed());
        }
        var overall = Banner.of(edition);
        documents.put(
                edition.path("/badge.svg"),
                badge(
                        Badge.of(
                                board.settings().name(),
                                overall.sentence(),
                                board.overall().looks()),
                        edition),
                SVG,
                headers.badge());
        for (var component : board.components()) {
            documents.put(
                    edition.path("/components/" + component.id() + "/badge.svg"),
                    badge(
                            Badge.of(
                                    component.name(),
                                    edition.text(component.status().word()),
                                    component.status()),
                            edition),
                    SVG,
                    headers.badge());
        }
    }

    private String badge(Badge badge, Edition edition) {
        return templates.fill("badge.mustache", edition.language(), badge);
    }

    private void data(Board board, PageHeaders headers, Composition documents) {
        var edition = new Edition(board, Language.ALL.getFirst());
        for (var component : board.components()) {
            var path = "/uptime/" + component.id();
            documents.put(path + ".json", UptimeData.json(component, edition), JSON, headers.json());
            documents.put(path + ".csv", UptimeData.csv(component), CSV, headers.json());
        }
        board.settings()
                .options()
                .logo()
                .ifPresent(logo -> documents.put(Shell.logoPath(logo), logo.bytes(), logo.type(), headers.badge()));
        api.documents(board).forEach((path, body) -> documents.put(path, body, JSON, headers.json()));
        documents.lostJson(api.lost(), JSON, headers.json());
    }
}
