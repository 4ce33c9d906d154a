package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import dev.tocsin.statuspage.Past;
import dev.tocsin.statuspage.PublicIncident;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes the pages for people.
final class HtmlPages {
    /// Incidents that ended within this time stand on the first page.
    private static final Duration RECENT = Duration.ofDays(14);

    private final Templates templates;
    private final Shell.Clothes clothes;

    HtmlPages(Templates templates, Shell.Clothes clothes) {
        this.templates = templates;
        this.clothes = clothes;
    }

    record Home(
            Shell shell,
            Banner banner,
            List<IncidentView> open,
            List<MaintenanceView> maintenances,
            List<Systems> systems,
            List<Look> key,
            String formula,
            List<FigureView> figures,
            boolean byMail,
            List<IncidentView> past) {

        boolean anyFigure() {
            return !figures.isEmpty();
        }

        boolean anyOpen() {
            return !open.isEmpty();
        }

        boolean anyMaintenance() {
            return !maintenances.isEmpty();
        }

        boolean anySystem() {
            return !systems.isEmpty();
        }
    }

    /// A page of one thing among others: its neighbours in time.
    private record Incident(
            Shell shell, IncidentView incident, boolean byMail, Optional<Way> older, Optional<Way> newer) {}

    private record Work(Shell shell, MaintenanceView maintenance, boolean byMail) {}

    record Way(String id, String name) {}

    record OneComponent(Shell shell, ComponentView component, List<ComponentView.Day> days) {
        boolean anyDay() {
            return !days.isEmpty();
        }
    }

    private record Month(Shell shell, HistoryMonth month) {}

    record Measuring(Shell shell, List<UptimeView> systems, List<String> rules) {
        boolean anySystem() {
            return !systems.isEmpty();
        }
    }

    private record Wrong(Shell shell, Banner banner, String headline, String note) {}

    record Former(Shell shell, String name, Times.Moment left, List<IncidentView> incidents) {
        boolean anyIncident() {
            return !incidents.isEmpty();
        }
    }

    String home(Home home, Edition edition) {
        return fill("home.mustache", edition, home);
    }

    /// What the first page shows.
    Home homeOf(List<Systems> systems, Edition edition) {
        var board = edition.board();
        var banner = Banner.of(edition);
        var past = board.incidents().stream()
                .filter(incident -> incident.resolvedAt()
                        .filter(resolved -> !incident.isOpen()
                                && resolved.isAfter(board.at().minus(RECENT)))
                        .isPresent())
                .map(incident -> IncidentView.of(incident, edition))
                .toList();
        return new Home(
                shell(edition, banner.sentence(), Optional.of("/")),
                banner,
                board.openIncidents()
                        .map(incident -> IncidentView.of(incident, edition))
                        .toList(),
                Stream.concat(board.underWay().stream(), board.upcoming().stream())
                        .map(maintenance -> MaintenanceView.of(maintenance, edition))
                        .toList(),
                systems,
                Look.all(edition.language()),
                formula(edition),
                FigureView.of(edition),
                byMail(edition),
                past);
    }

    String incident(PublicIncident incident, Optional<Past.Named> older, Optional<Past.Named> newer, Edition edition) {
        return fill(
                "incident.mustache",
                edition,
                new Incident(
                        shell(edition, incident.name(), Optional.of("/incidents/" + incident.id())),
                        IncidentView.of(incident, edition),
                        byMail(edition) && incident.isOpen(),
                        older.map(HtmlPages::way),
                        newer.map(HtmlPages::way)));
    }

    /// What only its authors may see yet.
    String preview(PublicIncident incident, Edition edition) {
        return fill(
                "incident.mustache",
                edition,
                new Incident(
                        shell(edition, incident.name(), Optional.empty()).asDraft(),
                        IncidentView.of(incident, edition),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    String preview(Maintenance maintenance, Edition edition) {
        return fill(
                "maintenance.mustache",
                edition,
                new Work(
                        shell(edition, maintenance.name(), Optional.empty()).asDraft(),
                        MaintenanceView.of(maintenance, edition),
                        false));
    }

    String maintenance(Maintenance maintenance, Edition edition) {
        return fill(
                "maintenance.mustache",
                edition,
                new Work(
                        shell(edition, maintenance.name(), Optional.of("/maintenance/" + maintenance.id())),
                        MaintenanceView.of(maintenance, edition),
                        byMail(edition) && maintenance.isOpen()));
    }

    String component(Component component, ComponentView view, Edition edition) {
        return fill(
                "component.mustache",
                edition,
                new OneComponent(
                        shell(edition, component.name(), Optional.of("/components/" + component.id())),
                        view,
                        ComponentView.days(component, edition)));
    }

    /// A component that has left the page.
    String gone(Archive.Gone gone, Edition edition) {
        return fill(
                "gone.mustache",
                edition,
                new Former(
                        shell(edition, gone.name(), Optional.of("/components/" + gone.id())),
                        Plain.text(gone.name()),
                        edition.moment(gone.left()),
                        gone.incidents().stream()
                                .map(incident -> IncidentView.of(incident, edition))
                                .toList()));
    }

    /// `path` is where it stands: the newest month has two.
    String history(YearMonth month, List<YearMonth> months, Set<LocalDate> watched, String path, Edition edition) {
        var view = HistoryMonth.of(month, months, watched, edition);
        return fill(
                "history.mustache",
                edition,
                new Month(shell(edition, edition.text("historyOf", view.name()), Optional.of(path)), view));
    }

    String uptime(List<UptimeView> systems, Edition edition) {
        var weights = edition.board().settings().options().weights();
        return fill(
                "uptime.mustache",
                edition,
                new Measuring(
                        shell(edition, edition.text("uptimeTitle"), Optional.of("/uptime")),
                        systems,
                        List.of(
                                edition.text("ruleWeights", weights.major(), weights.partial(), weights.degraded()),
                                edition.text("ruleLeftOut"),
                                edition.text("ruleRounding"),
                                edition.text("ruleDays", edition.zone()),
                                edition.text("ruleIncidents"),
                                edition.text("ruleRecompute"))));
    }

    /// What stands where no page can be shown. It still gives the answer that most readers came for.
    String fault(Edition edition, Fault fault) {
        return fill(
                "fault.mustache",
                edition,
                new Wrong(
                        shell(edition, edition.text(fault.word() + "Title"), Optional.empty()),
                        Banner.of(edition),
                        edition.text(fault.word() + "Title"),
                        edition.text(fault.word() + "Note")));
    }

    String embed(Edition edition) {
        return fill(
                "embed.mustache",
                edition,
                new Home(
                        shell(edition, Banner.of(edition).sentence(), Optional.empty()),
                        Banner.of(edition),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        List.of(),
                        false,
                        List.of()));
    }

    Shell shell(Edition edition, String title, Optional<String> path) {
        return Shell.of(edition, clothes, title, path);
    }

    String fill(String template, Edition edition, Object view) {
        return templates.fill(template, edition.language(), view);
    }

    private static boolean byMail(Edition edition) {
        return edition.board().settings().options().subscribe().contains(SubscribeBy.EMAIL);
    }

    private static Way way(Past.Named incident) {
        return new Way(incident.id().value(), Plain.text(incident.name()));
    }

    private static String formula(Edition edition) {
        var weights = edition.board().settings().options().weights();
        return edition.text(
                "formula",
                edition.zone(),
                percent(weights.of(ComponentStatus.MAJOR_OUTAGE)),
                percent(weights.of(ComponentStatus.PARTIAL_OUTAGE)),
                percent(weights.of(ComponentStatus.DEGRADED_PERFORMANCE)));
    }

    private static String percent(BigDecimal weight) {
        return weight.movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
