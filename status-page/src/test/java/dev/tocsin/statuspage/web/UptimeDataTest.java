package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.SeededBoard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// A reader recomputes the numbers of the page from nothing but the CSV and what the page says of its rule.
class UptimeDataTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Map<String, String> WEIGHTS =
            Map.of("major_outage", "1", "partial_outage", "0.3", "degraded_performance", "0", "operational", "0");

    @Property(tries = 100)
    void the_number_of_the_page_is_what_the_csv_comes_to(@ForAll long seed) {
        // The bars show both nights: the clocks go back on 25 October, and forward on 29 March.
        var random = new Random(seed);
        var now = random.nextBoolean() ? Instant.parse("2026-11-23T15:50:00Z") : Instant.parse("2027-04-20T09:17:00Z");
        var board = ledger(random, now);
        var component = board.components().getFirst();

        var measured = BigDecimal.ZERO;
        var down = BigDecimal.ZERO;
        var before = Instant.MIN;
        for (var line : UptimeData.csv(component).lines().skip(1).toList()) {
            var fields = line.split(",", -1);
            var from = Instant.parse(fields[0]);
            var to = Instant.parse(fields[1]);
            assertThat(from).isBefore(to).isAfterOrEqualTo(before);
            before = to;
            var weight = WEIGHTS.get(fields[2]);
            if (weight != null) {
                var seconds = BigDecimal.valueOf(Duration.between(from, to).toSeconds());
                measured = measured.add(seconds);
                down = down.add(seconds.multiply(new BigDecimal(weight)));
            }
        }
        var percent =
                measured.subtract(down).divide(measured, 5, RoundingMode.FLOOR).movePointRight(2);

        assertThat(component.history().uptime().text())
                .contains(percent.stripTrailingZeros().toPlainString() + "%");
        assertThat(Surfaces.text(board, "/uptime"))
                .contains(component.history().uptime().text().orElseThrow());
    }

    @Property(tries = 50)
    void each_day_is_what_the_csv_says_of_it_also_where_it_has_23_or_25_hours(@ForAll long seed) {
        var board = ledger(new Random(seed), Instant.parse("2026-11-23T15:50:00Z"));
        var component = board.components().getFirst();
        for (var date : new LocalDate[] {LocalDate.parse("2026-10-25"), LocalDate.parse("2026-11-01")}) {
            var begins = date.atStartOfDay(BERLIN).toInstant();
            var ends = date.plusDays(1).atStartOfDay(BERLIN).toInstant();
            var major = Duration.ZERO;
            for (var line : UptimeData.csv(component).lines().skip(1).toList()) {
                var fields = line.split(",", -1);
                var from = max(Instant.parse(fields[0]), begins);
                var to = min(Instant.parse(fields[1]), ends);
                if (fields[2].equals("major_outage") && from.isBefore(to)) {
                    major = major.plus(Duration.between(from, to));
                }
            }
            assertThat(component.history().days().stream()
                            .filter(day -> day.date().equals(date))
                            .findFirst()
                            .orElseThrow()
                            .lasted(ComponentStatus.MAJOR_OUTAGE))
                    .isEqualTo(major);
        }
    }

    @Test
    void the_json_holds_the_same_intervals_the_weights_and_the_number() {
        var board = ledger(new Random(4), Instant.parse("2026-11-23T15:50:00Z"));
        var component = board.components().getFirst();
        var json = Documents.json(new Rendering().render(board), "/uptime/" + component.id() + ".json");

        assertThat(json.path("intervals"))
                .hasSize((int) UptimeData.csv(component).lines().count() - 1);
        assertThat(json.path("weights").path("partial_outage").decimalValue()).isEqualByComparingTo("0.3");
        assertThat(json.path("uptime").decimalValue())
                .isEqualByComparingTo(component.history().uptime().percent().orElseThrow());
    }

    private static Board ledger(Random random, Instant now) {
        var board = new SeededBoard()
                .now(now)
                .in(BERLIN)
                .component("", "Shop", "", now.minus(Duration.ofDays(random.nextInt(2, 120))));
        for (var i = 0; i < random.nextInt(20); i++) {
            var from = now.minus(Duration.ofMinutes(random.nextInt(60, 90 * 24 * 60)));
            var verdict =
                    new Verdict[] {Verdict.DOWN, Verdict.DEGRADED, Verdict.PARTIAL, Verdict.UNKNOWN}[random.nextInt(4)];
            board.said("Shop", verdict, from.toString(), Duration.ofSeconds(random.nextInt(1, 3600)));
        }
        for (var i = 0; i < random.nextInt(3); i++) {
            var from = now.minus(Duration.ofHours(random.nextInt(10 * i + 24, 10 * i + 2000)));
            if (i == 0) {
                board.handSet("Shop", ComponentStatus.PARTIAL_OUTAGE, from.toString(), Duration.ofHours(3));
            }
        }
        return board.board();
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
