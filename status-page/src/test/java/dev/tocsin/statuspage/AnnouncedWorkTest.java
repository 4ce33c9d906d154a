package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedWorkTest {
    private static final String BEGAN = "2026-11-23T15:00:00Z";

    @Test
    void it_holds_the_monitors_of_what_it_touches_from_its_beginning_to_its_announced_end() {
        var work = AnnouncedWork.of(board(Phase.IN_PROGRESS, "2026-11-23T17:00:00Z"));

        assertThat(work).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Upgrade");
            assertThat(one.monitors()).containsExactly("Reports");
            assertThat(one.at(Instant.parse("2026-11-23T14:59:59Z"))).isEmpty();
            assertThat(one.at(Instant.parse(BEGAN))).isPresent();
            assertThat(one.at(Instant.parse("2026-11-23T16:59:59Z"))).isPresent();
        });
    }

    @Test
    void one_that_somebody_forgot_to_end_holds_nothing_after_its_time() {
        var work = AnnouncedWork.of(board(Phase.IN_PROGRESS, "2026-11-23T15:30:00Z"));

        assertThat(work).allSatisfy(one -> assertThat(one.at(SeededBoard.NOW)).isEmpty());
    }

    @Test
    void what_is_still_to_come_holds_nothing() {
        assertThat(AnnouncedWork.of(board(Phase.SCHEDULED, "2026-11-23T17:00:00Z")))
                .isEmpty();
    }

    private static Board board(Phase phase, String until) {
        return new SeededBoard()
                .component("", "Reports", "")
                .component("", "Shop", "")
                .maintenance(
                        "1t8wtdzw9x8s",
                        "Upgrade",
                        BEGAN,
                        until,
                        List.of("Reports"),
                        update("u00000000001", phase, BEGAN, "We upgrade."))
                .board();
    }
}
