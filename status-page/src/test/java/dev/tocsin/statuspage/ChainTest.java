package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Instant AT = Instant.parse("2026-11-23T15:50:00Z");

    @Test
    void a_whole_chain_has_no_break() {
        assertThat(Chain.firstBreak(chain())).isEmpty();
        assertThat(Chain.firstBreak(List.of())).isEmpty();
    }

    @Test
    void whatever_is_changed_left_out_or_put_elsewhere_breaks_it() {
        for (var broken : List.of(
                with(
                        1,
                        new Change(
                                "incident",
                                2,
                                AT,
                                "ana",
                                "edited",
                                "{\"a\":3}",
                                chain().get(1).hash())),
                with(
                        1,
                        new Change(
                                "incident",
                                2,
                                AT,
                                "bo",
                                "edited",
                                "{\"a\":2}",
                                chain().get(1).hash())),
                with(
                        1,
                        new Change(
                                "incident",
                                2,
                                AT.plusSeconds(1),
                                "ana",
                                "edited",
                                "{\"a\":2}",
                                chain().get(1).hash())),
                List.of(chain().get(0), chain().get(2)),
                List.of(chain().get(1), chain().get(0), chain().get(2)))) {
            assertThat(Chain.firstBreak(broken)).as(broken.toString()).isPresent();
        }
    }

    @Test
    void fields_that_run_into_each_other_are_told_apart() {
        var one = Chain.link("s", 1, AT, "ana", "edited", "x", Chain.START);
        var other = Chain.link("s", 1, AT, "anae", "dited", "x", Chain.START);

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    private static List<Change> chain() {
        var all = new ArrayList<Change>();
        var before = Chain.START;
        for (var number = 1; number <= 3; number++) {
            var link = Chain.link("incident", number, AT, "ana", "edited", "{\"a\":" + number + "}", before);
            all.add(link);
            before = link.hash();
        }
        return all;
    }

    private static List<Change> with(int place, Change change) {
        var all = new ArrayList<>(chain());
        all.set(place, change);
        return all;
    }
}
