package dev.tocsin.incidents.audit;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.audit.Reading.Overdue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Instant NOW = Instant.parse("2026-03-04T14:05:00Z");

    @Test
    void a_suspicion_is_looked_into_after_ten_seconds_and_a_finding_every_minute() {
        var reading = late(Kind.PAGES, 1);

        var first = Judgement.of(reading, Set.of(), Set.of(), NOW);
        var second = Judgement.of(reading, first.suspected(), Set.of(), NOW);

        assertThat(first.found()).isEmpty();
        assertThat(first.passed()).isFalse();
        assertThat(first.dueAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(second.found()).extracting(Judgement.Finding::kind).containsExactly(Kind.PAGES);
        assertThat(second.dueAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void what_is_open_and_not_seen_any_more_is_over() {
        var judgement = Judgement.of(late(Kind.PAGES, 1), Set.of(), Set.of(Kind.PAGES, Kind.ROUNDS), NOW);

        assertThat(judgement.over()).containsExactly(Kind.ROUNDS);
        assertThat(judgement.found()).hasSize(1);
    }

    @Test
    void a_number_that_was_not_counted_to_its_end_says_so() {
        var judgement = Judgement.of(late(Kind.PAGES, Reading.MOST), Set.of(Kind.PAGES), Set.of(), NOW);

        assertThat(judgement.found().getFirst().words()).startsWith("at least 100 pages have not left");
    }

    @Test
    void a_page_in_a_hundred_may_be_slow() {
        assertThat(objective(99, 1)).isEmpty();
        assertThat(objective(98, 2))
                .singleElement()
                .satisfies(finding -> assertThat(finding.words())
                        .isEqualTo("2 of 100 first pages of the last hour were not with a provider within 5 s,"
                                + " the slowest took 6 s"));
    }

    @Test
    void of_fewer_than_twenty_pages_nothing_is_said() {
        assertThat(objective(0, 19)).isEmpty();
        assertThat(objective(0, 20)).hasSize(1);
    }

    @Property
    void the_objective_is_missed_exactly_where_fewer_than_99_of_100_are_in_time(
            @ForAll @IntRange(max = 400) int inTime, @ForAll @IntRange(max = 20) int slow) {
        var enough = inTime + slow >= 20;
        var share = inTime / (double) Math.max(1, inTime + slow);

        assertThat(objective(inTime, slow).isEmpty()).isEqualTo(!enough || share >= 0.99);
    }

    @Property
    void it_passes_exactly_where_nothing_grave_is_seen(@ForAll Set<Kind> kinds) {
        var overdue = kinds.stream()
                .filter(kind -> kind != Kind.OBJECTIVE)
                .collect(java.util.stream.Collectors.toMap(kind -> kind, _ -> List.of(new Overdue("x", NOW))));

        var judgement = Judgement.of(new Reading(overdue, List.of()), Set.of(), Set.of(), NOW);

        assertThat(judgement.suspected()).isEqualTo(overdue.keySet());
        assertThat(judgement.passed()).isEqualTo(overdue.keySet().stream().noneMatch(Kind::grave));
    }

    private static List<Judgement.Finding> objective(int inTime, int slow) {
        var waits = new ArrayList<Duration>(Collections.nCopies(inTime, ofSeconds(5)));
        waits.addAll(Collections.nCopies(slow, ofSeconds(6)));
        return Judgement.of(new Reading(Map.of(), waits), Set.of(Kind.OBJECTIVE), Set.of(), NOW)
                .found();
    }

    private static Reading late(Kind kind, int number) {
        return new Reading(
                Map.of(kind, Collections.nCopies(number, new Overdue("sms of incident-1", NOW.minusSeconds(90)))),
                List.of());
    }
}
