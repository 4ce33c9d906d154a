package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import dev.tocsin.monitor.availability.Watch;
import dev.tocsin.monitor.availability.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ComponentHistoryTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("Etc/UTC");
    private static final Instant NOW = Instant.parse("2026-11-23T15:50:00Z");
    private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

    private static final List<Verdict> VERDICTS = List.copyOf(EnumSet.allOf(Verdict.class));

    @Property(tries = 200)
    void the_states_of_a_day_add_up_to_what_was_watched_of_it(@ForAll("watches") List<Watch> watches) {
        var history = ComponentHistory.sweep(watches, BERLIN, NOW, Board.DAYS);

        var began = watches.stream().map(Watch::began).min(Instant::compareTo).orElseThrow();
        for (var day : history.days()) {
            assertThat(day.parts().values().stream().reduce(Duration.ZERO, Duration::plus))
                    .as(day.toString())
                    .isEqualTo(watched(day.date(), began));
        }
    }

    @Test
    void what_was_announced_is_no_outage_and_what_fails_beside_it_is() {
        var began = NOW.minus(Duration.ofHours(4));
        var announced = new Window(NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(1)));
        var shop = new Watch(began, NOW, List.of(down(1, NOW.minus(Duration.ofHours(2)))), List.of(announced));
        var till = new Watch(began, NOW, List.of(up(2, began)), List.of());
        var failing = new Watch(began, NOW, List.of(down(2, began)), List.of());

        assertThat(today(shop))
                .containsEntry(ComponentStatus.UNDER_MAINTENANCE, Duration.ofHours(2))
                .containsEntry(ComponentStatus.MAJOR_OUTAGE, Duration.ofHours(1));
        assertThat(today(shop, till)).containsEntry(ComponentStatus.UNDER_MAINTENANCE, Duration.ofHours(2));
        assertThat(today(shop, failing)).doesNotContainKey(ComponentStatus.UNDER_MAINTENANCE);
    }

    private static Map<ComponentStatus, Duration> today(Watch... watches) {
        return ComponentHistory.sweep(List.of(watches), UTC, NOW, Board.DAYS)
                .days()
                .getLast()
                .parts();
    }

    private static VerdictInterval down(long monitor, Instant from) {
        return new VerdictInterval(new MonitorId(monitor), from, Optional.empty(), Verdict.DOWN);
    }

    private static VerdictInterval up(long monitor, Instant from) {
        return new VerdictInterval(new MonitorId(monitor), from, Optional.empty(), Verdict.UP);
    }

    @Property(tries = 200)
    void the_order_of_monitors_and_intervals_does_not_matter(
            @ForAll("watches") List<Watch> watches, @ForAll long seed) {
        var shuffled = new ArrayList<Watch>();
        for (var watch : watches) {
            var intervals = new ArrayList<>(watch.intervals());
            Collections.shuffle(intervals, new Random(seed));
            shuffled.add(new Watch(watch.began(), watch.believedUntil(), intervals, List.of()));
        }
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(ComponentHistory.sweep(shuffled, BERLIN, NOW, Board.DAYS))
                .isEqualTo(ComponentHistory.sweep(watches, BERLIN, NOW, Board.DAYS));
    }

    @Test
    void the_nights_on_which_the_clocks_change_are_longer_or_shorter() {
        var spring = Instant.parse("2026-03-30T12:00:00Z");
        var autumn = Instant.parse("2026-10-26T12:00:00Z");

        assertThat(good(BERLIN, spring).days().get(8))
                .isEqualTo(new DayHistory(
                        LocalDate.parse("2026-03-29"), Map.of(ComponentStatus.OPERATIONAL, Duration.ofHours(23))));
        assertThat(good(BERLIN, autumn).days().get(8))
                .isEqualTo(new DayHistory(
                        LocalDate.parse("2026-10-25"), Map.of(ComponentStatus.OPERATIONAL, Duration.ofHours(25))));
    }

    @Test
    void an_outage_over_midnight_belongs_to_both_days() {
        var history = sweep(down("2026-11-20T23:50:00Z", "2026-11-21T00:30:00Z"));

        assertThat(day(history, "2026-11-20").lasted(ComponentStatus.MAJOR_OUTAGE))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(day(history, "2026-11-21").lasted(ComponentStatus.MAJOR_OUTAGE))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void one_of_two_monitors_down_is_a_partial_outage() {
        var well = new Watch(START, NOW, List.of(up(START, Optional.empty())), List.of());
        var history = ComponentHistory.sweep(
                List.of(well, down("2026-11-20T10:00:00Z", "2026-11-20T10:10:00Z")), UTC, NOW, Board.DAYS);

        assertThat(day(history, "2026-11-20").lasted(ComponentStatus.PARTIAL_OUTAGE))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_monitor_that_came_later_does_not_count_before_it_came() {
        var later = Instant.parse("2026-11-20T00:00:00Z");
        var young = new Watch(later, NOW, List.of(up(later, Optional.empty())), List.of());
        var history = ComponentHistory.sweep(
                List.of(young, down("2026-11-18T10:00:00Z", "2026-11-18T10:10:00Z")), UTC, NOW, Board.DAYS);

        assertThat(day(history, "2026-11-18").state()).isEqualTo(ComponentStatus.MAJOR_OUTAGE);
    }

    @Test
    void an_open_verdict_ends_where_nobody_looks_any_more() {
        var silent = new Watch(START, NOW.minus(Duration.ofHours(2)), List.of(up(START, Optional.empty())), List.of());
        var today = ComponentHistory.sweep(List.of(silent), UTC, NOW, Board.DAYS)
                .days()
                .getLast();

        assertThat(today.lasted(ComponentStatus.NO_DATA)).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_state_shorter_than_a_minute_does_not_colour_the_day() {
        var blink = sweep(down("2026-11-20T10:00:00Z", "2026-11-20T10:00:59Z"));
        var minute = sweep(down("2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z"));

        assertThat(day(blink, "2026-11-20").state()).isEqualTo(ComponentStatus.OPERATIONAL);
        assertThat(day(minute, "2026-11-20").state()).isEqualTo(ComponentStatus.MAJOR_OUTAGE);
    }

    @Test
    void a_day_on_which_hardly_anybody_looked_has_no_data() {
        var date = LocalDate.parse("2026-11-20");
        var blind = new DayHistory(
                date,
                Map.of(
                        ComponentStatus.NO_DATA, Duration.ofHours(13),
                        ComponentStatus.OPERATIONAL, Duration.ofHours(11)));
        var glimpsed = new DayHistory(
                date,
                Map.of(
                        ComponentStatus.NO_DATA, Duration.ofHours(23),
                        ComponentStatus.DEGRADED_PERFORMANCE, Duration.ofHours(1)));

        assertThat(blind.state()).isEqualTo(ComponentStatus.NO_DATA);
        assertThat(glimpsed.state()).isEqualTo(ComponentStatus.DEGRADED_PERFORMANCE);
    }

    @Test
    void uptime_is_rounded_down_and_full_only_without_downtime() {
        assertThat(uptime(Duration.ofDays(90), Duration.ZERO, Duration.ZERO)).contains("100%");
        assertThat(uptime(Duration.ofDays(90), Duration.ofMillis(1), Duration.ZERO))
                .contains("99.999%");
        assertThat(uptime(Duration.ofDays(90), Duration.ofMinutes(26), Duration.ZERO))
                .contains("99.979%");
        assertThat(uptime(Duration.ofDays(10), Duration.ZERO, Duration.ofHours(8)))
                .contains("99%");
        assertThat(uptime(Duration.ofDays(10), Duration.ofDays(10), Duration.ZERO))
                .contains("0%");
        assertThat(uptime(Duration.ZERO, Duration.ZERO, Duration.ZERO)).isEmpty();
    }

    @Test
    void maintenance_and_time_without_data_are_left_out_of_uptime() {
        var uptime = Uptime.of(List.of(new DayHistory(
                LocalDate.parse("2026-11-20"),
                Map.of(
                        ComponentStatus.NO_DATA, Duration.ofHours(13),
                        ComponentStatus.UNDER_MAINTENANCE, Duration.ofHours(1),
                        ComponentStatus.DEGRADED_PERFORMANCE, Duration.ofHours(1),
                        ComponentStatus.OPERATIONAL, Duration.ofHours(8),
                        ComponentStatus.MAJOR_OUTAGE, Duration.ofHours(1)))));

        assertThat(uptime.text()).contains("90%");
    }

    @Provide
    Arbitrary<List<Watch>> watches() {
        var steps = Arbitraries.longs()
                .between(1, Duration.ofDays(20).toMillis())
                .list()
                .ofMaxSize(25);
        var created = Arbitraries.longs().between(0, Duration.ofDays(110).toMillis());
        var silent = Arbitraries.longs().between(0, Duration.ofDays(3).toMillis());
        return Combinators.combine(created, steps, Arbitraries.randoms(), silent)
                .as(ComponentHistoryTest::watch)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Watch watch(long created, List<Long> steps, Random random, long silent) {
        var began = START.plusMillis(created);
        var intervals = new ArrayList<VerdictInterval>();
        var at = began;
        for (var step : steps) {
            var end = at.plusMillis(step);
            if (end.isAfter(NOW)) {
                break;
            }
            intervals.add(new VerdictInterval(new MonitorId(1), at, Optional.of(end), verdict(random)));
            at = end;
        }
        intervals.add(new VerdictInterval(new MonitorId(1), at, Optional.empty(), verdict(random)));
        return new Watch(began, NOW.minusMillis(silent), intervals, List.of());
    }

    private static Verdict verdict(Random random) {
        return VERDICTS.get(random.nextInt(VERDICTS.size()));
    }

    private static Duration watched(LocalDate date, Instant began) {
        var from = date.atStartOfDay(BERLIN).toInstant();
        var to = date.plusDays(1).atStartOfDay(BERLIN).toInstant();
        var start = from.isBefore(began) ? began : from;
        var end = to.isAfter(NOW) ? NOW : to;
        return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
    }

    private static ComponentHistory good(ZoneId zone, Instant now) {
        var watch = new Watch(Instant.EPOCH, now, List.of(up(Instant.EPOCH, Optional.empty())), List.of());
        return ComponentHistory.sweep(List.of(watch), zone, now, 10);
    }

    private static ComponentHistory sweep(Watch watch) {
        return ComponentHistory.sweep(List.of(watch), UTC, NOW, Board.DAYS);
    }

    private static Watch down(String from, String to) {
        var began = Instant.parse(from);
        var ended = Instant.parse(to);
        return new Watch(
                START,
                NOW,
                List.of(
                        up(START, Optional.of(began)),
                        new VerdictInterval(new MonitorId(1), began, Optional.of(ended), Verdict.DOWN),
                        up(ended, Optional.empty())),
                List.of());
    }

    private static VerdictInterval up(Instant from, Optional<Instant> to) {
        return new VerdictInterval(new MonitorId(1), from, to, Verdict.UP);
    }

    private static DayHistory day(ComponentHistory history, String date) {
        return history.days().stream()
                .filter(day -> day.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> uptime(Duration measured, Duration major, Duration partial) {
        return new Uptime(
                        Map.of(
                                ComponentStatus.OPERATIONAL,
                                measured.minus(major).minus(partial),
                                ComponentStatus.MAJOR_OUTAGE,
                                major,
                                ComponentStatus.PARTIAL_OUTAGE,
                                partial),
                        UptimeWeights.USUAL)
                .text();
    }
}
