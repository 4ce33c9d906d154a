package dev.tocsin.incidents.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.paging.Throttle.Decision;
import dev.tocsin.incidents.paging.Throttle.Leaving;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ThrottleLawsTest {
    private static final Instant START = Instant.parse("2026-03-04T14:05:00Z");

    @Test
    void a_further_page_waits_for_a_minute_after_the_last_and_then_leaves_by_itself() {
        assertThat(decide(List.of(0), 59)).isEqualTo(new Decision.Folded(at(60)));
        assertThat(decide(List.of(0), 60)).isEqualTo(new Decision.Alone());
        assertThat(decide(List.of(0, 60, 120), 70)).isEqualTo(new Decision.Folded(at(180)));
    }

    @Test
    void after_fifteen_in_an_hour_a_digest_leaves_every_five_minutes() {
        var fifteen = IntStream.range(0, 15).mapToObj(minute -> minute * 60).toList();

        assertThat(decide(fifteen, 16 * 60)).isEqualTo(new Decision.Folded(at(14 * 60 + 300)));
        assertThat(decide(fifteen.subList(0, 14), 16 * 60)).isEqualTo(new Decision.Alone());
        assertThat(decide(fifteen, 3_600)).isEqualTo(new Decision.Alone());
        var firstOnes =
                fifteen.stream().map(second -> new Leaving(at(second), false)).toList();
        assertThat(Throttle.decide(false, false, firstOnes, at(16 * 60))).isEqualTo(new Decision.Alone());
    }

    @Test
    void in_a_storm_every_further_page_is_folded() {
        assertThat(Throttle.decide(false, true, List.of(), at(0))).isEqualTo(new Decision.Folded(at(0)));
    }

    @Property(tries = 500)
    void a_first_page_is_never_held(
            @ForAll boolean storm,
            @ForAll @Size(max = 40) List<@IntRange(max = 7_200) Integer> others,
            @ForAll @IntRange(max = 7_200) int due) {
        assertThat(Throttle.decide(true, storm, leaving(others), at(due))).isEqualTo(new Decision.Alone());
    }

    @Property(tries = 500)
    void a_folded_page_never_leaves_early_and_is_a_minute_apart_from_all_else(
            @ForAll boolean storm,
            @ForAll @Size(max = 40) List<@IntRange(max = 7_200) Integer> others,
            @ForAll @IntRange(max = 7_200) int due) {
        if (Throttle.decide(false, storm, leaving(others), at(due)) instanceof Decision.Folded folded) {
            assertThat(folded.at()).isAfterOrEqualTo(at(due));
            assertThat(leaving(others))
                    .allSatisfy(other -> assertThat(
                                    Duration.between(other.at(), folded.at()).abs())
                            .isGreaterThanOrEqualTo(Throttle.PACE));
        }
    }

    @Property(tries = 300)
    void no_more_than_one_further_message_a_minute_leaves_whatever_falls_due(
            @ForAll boolean storm, @ForAll @Size(max = 60) List<@IntRange(max = 3_600) Integer> dues) {
        var leaving = new ArrayList<Leaving>();
        for (var due : dues.stream().sorted().toList()) {
            switch (Throttle.decide(false, storm, leaving, at(due))) {
                case Decision.Alone _ -> leaving.add(new Leaving(at(due), true));
                case Decision.Folded folded -> {
                    // A digest that waits takes it; otherwise it is the first of a new one.
                    if (leaving.stream().noneMatch(one -> !one.at().isBefore(at(due)))) {
                        leaving.add(new Leaving(folded.at(), true));
                    }
                }
            }
        }
        var sorted = leaving.stream().map(Leaving::at).sorted().toList();
        for (var i = 1; i < sorted.size(); i++) {
            assertThat(Duration.between(sorted.get(i - 1), sorted.get(i))).isGreaterThanOrEqualTo(Throttle.PACE);
        }
    }

    @Property(tries = 300)
    void every_incident_of_a_digest_that_fits_is_named_with_its_number_and_code(
            @ForAll @Size(min = 1, max = 20) List<@StringLength(max = 60) String> titles) {
        var items = IntStream.range(0, titles.size())
                .mapToObj(i -> new DigestText.Item(new IncidentId(1_000 + i), titles.get(i), i + 1))
                .toList();

        var text = DigestText.of(items);

        assertThat(text).startsWith(items.size() + " more: ");
        assertThat(items)
                .allSatisfy(item -> assertThat(text).contains(item.id() + " ").contains("(" + item.replyCode() + "a)"));
        assertThat(DigestText.fits(items)).isEqualTo(text.length() <= Gsm7.TWO_SEGMENTS - "(again) ".length());
    }

    @Property(tries = 200)
    void a_single_incident_always_fits(@ForAll String title) {
        assertThat(DigestText.fits(
                        List.of(new DigestText.Item(new IncidentId(Long.MAX_VALUE), title, Integer.MAX_VALUE))))
                .isTrue();
    }

    private static Decision decide(List<Integer> others, int due) {
        return Throttle.decide(false, false, leaving(others), at(due));
    }

    private static List<Leaving> leaving(List<Integer> seconds) {
        return seconds.stream().map(second -> new Leaving(at(second), true)).toList();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
