package dev.tocsin.incidents.paging;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.silence.HiddenDigest;
import dev.tocsin.incidents.silence.Matchers;
import dev.tocsin.incidents.silence.SilenceNotices;
import dev.tocsin.incidents.silence.Silences;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is hidden from people is not forgotten. The catch-all is cyd.
final class HiddenTest {
    private static final Instant MONDAY = Instant.parse("2026-03-09T09:00:00Z");

    private final PagingHouse house = new PagingHouse();
    private final Silences silences = new Silences(house.database, house.clock, house.escalations);
    private final HiddenDigest digest =
            new HiddenDigest(house.database, house.clock, new Outbox(), house.pages::keepers);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void an_owner_hears_an_hour_before_the_end_what_pages_then() {
        silence("shop", "ana", ofHours(8));
        house.down("shop");
        pass(ofHours(7).minusSeconds(1));
        assertThat(house.mailed()).isEmpty();

        pass(Duration.ofSeconds(1));
        pass(ofMinutes(1));

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(mail())
                .contains("Silence 1 of monitor shop ends at Wed 4 Mar 2026, 23:05 Europe/Berlin")
                .contains("It was made by ana: moving house")
                .contains("- #1 ");
    }

    @Test
    void of_a_short_silence_the_owner_hears_when_a_quarter_is_left() {
        silence("shop", "ana", ofMinutes(20));

        pass(ofMinutes(15));

        assertThat(mail()).contains("It holds nothing at the moment.");
    }

    @Test
    void where_a_program_made_the_silence_the_catch_all_hears_of_its_end() {
        silence("shop", "deploy-script", ofHours(8));

        pass(ofHours(7));

        assertThat(house.mailed()).containsExactly("cyd");
    }

    @Test
    void a_silence_that_was_ended_gives_no_notice() {
        silence("shop", "ana", ofHours(8));
        silences.end(1, "bo");

        pass(ofHours(8));

        assertThat(house.mailed()).isEmpty();
    }

    @Test
    void on_monday_the_catch_all_reads_once_what_was_hidden() {
        silence("shop", "ana", Duration.ofDays(20));
        house.down("shop");
        house.work();
        house.database.run(handle -> house.contacts.stop(
                handle, Medium.SMS, PagingHouse.phone("bo"), "bo wrote STOP", house.clock.instant()));
        house.work();
        tell(MONDAY.minusSeconds(1));
        assertThat(house.mailed()).containsExactly("bo");

        tell(MONDAY);
        tell(MONDAY.plusSeconds(3_600));

        assertThat(house.mailed()).containsExactly("bo", "cyd");
        assertThat(mail())
                .contains("In the week before 9 March 2026")
                .contains("- 1 × silence 1 by ana: moving house")
                .contains("- 1, monitor shop, until Tue 24 Mar 2026, 15:05 Europe/Berlin")
                .contains("- sms +491555000102: bo wrote STOP");
    }

    @Test
    void a_week_in_which_nothing_was_hidden_is_not_told_of() {
        tell(MONDAY);

        assertThat(house.mailed()).isEmpty();
    }

    private void silence(String monitor, String owner, Duration length) {
        var matchers = new Matchers(Optional.of(monitor), Optional.empty(), Optional.empty(), Set.of());
        silences.make(matchers, "moving house", owner, house.clock.instant().plus(length));
    }

    private void pass(Duration time) {
        house.clock.advance(time);
        new SilenceNotices(
                        house.database,
                        house.clock,
                        house.escalations,
                        new Outbox(),
                        house::responders,
                        house.pages::keepers)
                .tellDue();
        house.send();
    }

    private void tell(Instant at) {
        house.clock.advance(Duration.between(house.clock.instant(), at));
        digest.tellDue();
        house.send();
    }

    private String mail() {
        return house.mail.got().getLast().message().text();
    }
}
