package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.SeededBoard.update;

import dev.tocsin.incidents.disclosure.AnswerTimes;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.posture.watch.PostureGrades;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/// A page with something of everything: the one to look at.
public final class ExampleBoard {

    private ExampleBoard() {}

    /// A page that offers everything.
    public static PageOptions options() {
        return options(Optional.empty(), Optional.of(URI.create("https://hub.example.net/")));
    }

    public static PageOptions options(Optional<String> unsubscribeAddress, Optional<URI> hub) {
        return new PageOptions(
                UptimeWeights.USUAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of("security@example.com"),
                List.of(PageOptions.SubscribeBy.values()),
                Optional.empty(),
                unsubscribeAddress,
                new FigureSettings(List.of("shop-posture"), OptionalInt.of(90)),
                hub);
    }

    public static SeededBoard make() {
        var board = new SeededBoard()
                .component("Platform", "API", "REST and GraphQL endpoints at api.example.com")
                .component("Platform", "Web application", "")
                .component("Platform", "Webhooks", "")
                .component("Platform", "Search", "")
                .component("Data", "Imports and exports", "")
                .component("Data", "Reporting", "")
                .component("Data", "Backups", "", Instant.parse("2026-10-02T08:00:00Z"))
                .component("Messaging", "Email delivery", "")
                .component("Messaging", "SMS delivery", "")
                .component("", "Payment processor", "")
                .component("", "DNS", "");
        var random = new Random(11);
        for (var component : board.board().components()) {
            var name = component.name();
            var day = Instant.parse("2026-08-27T07:00:00Z");
            while (day.isBefore(Instant.parse("2026-11-20T00:00:00Z"))) {
                day = day.plus(Duration.ofHours(24L * random.nextInt(9, 40) + random.nextInt(12)));
                var verdict = random.nextInt(3) == 0 ? Verdict.DOWN : Verdict.DEGRADED;
                if (day.isBefore(Instant.parse("2026-11-20T00:00:00Z"))) {
                    board.said(name, verdict, day.toString(), Duration.ofMinutes(random.nextInt(2, 70)));
                }
            }
        }
        return board.with(new Figures(
                        List.of(new PostureGrades.Graded(
                                "shop-posture",
                                "https://www.example.com/",
                                "A",
                                SeededBoard.NOW,
                                Optional.of(Instant.parse("2026-11-22T09:00:00Z")))),
                        Optional.of(new AnswerTimes.Measured(12, Duration.ofMinutes(150), Duration.ofHours(20)))))
                .maintenance(
                        "1t8wtdzw9x8s",
                        "Reporting database upgrade",
                        "2026-11-23T15:00:00Z",
                        "2026-11-23T17:00:00Z",
                        List.of("Reporting"),
                        update(
                                "u00000000008",
                                Phase.IN_PROGRESS,
                                "2026-11-23T15:00:02Z",
                                "Work has started. Reports may be up to an hour old."),
                        update(
                                "u00000000007",
                                Phase.SCHEDULED,
                                "2026-11-18T09:00:00Z",
                                "We will upgrade the reporting database."))
                .maintenance(
                        "72hks1x9jlmp",
                        "Webhook worker replacement",
                        "2026-11-27T05:00:00Z",
                        "2026-11-27T06:00:00Z",
                        List.of("Webhooks"),
                        update(
                                "u00000000009",
                                Phase.SCHEDULED,
                                "2026-11-20T09:00:00Z",
                                "Webhooks may be delayed by up to five minutes."))
                .says("Email delivery", Verdict.DEGRADED, Instant.parse("2026-11-23T13:58:00Z"))
                .silent("DNS", Instant.parse("2026-11-23T14:31:00Z"))
                .incident(
                        "vr0k1vgjcblp",
                        "Elevated API error rate",
                        Impact.CRITICAL,
                        "2026-11-12T07:08:00Z",
                        List.of("API", "Webhooks"),
                        update(
                                "u00000000006",
                                Phase.RESOLVED,
                                "2026-11-12T08:02:00Z",
                                "Error rates have been normal for 20 minutes."),
                        update(
                                "u00000000005",
                                Phase.MONITORING,
                                "2026-11-12T07:41:00Z",
                                "The faulty release was rolled back."),
                        update(
                                "u00000000004",
                                Phase.INVESTIGATING,
                                "2026-11-12T07:12:00Z",
                                "Requests to the API are failing for most customers."))
                .incident(
                        "r2n3pnmhcb2y",
                        "Delayed email notifications",
                        Impact.MAJOR,
                        "2026-11-23T13:58:00Z",
                        List.of("Email delivery"),
                        update(
                                "u00000000002",
                                Phase.IDENTIFIED,
                                "2026-11-23T15:31:40Z",
                                "A queue is rejecting about a third of our messages. We are moving traffic. Next update by 16:00 UTC."),
                        update(
                                "u00000000001",
                                Phase.INVESTIGATING,
                                "2026-11-23T14:05:11Z",
                                "Some emails are arriving more than ten minutes late. SMS alerts are not affected."));
    }
}
