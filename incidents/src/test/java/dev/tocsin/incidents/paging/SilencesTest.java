package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.silence.Matchers;
import dev.tocsin.incidents.silence.Silences;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nobody is paged for what is silenced, and nothing is lost by it.
final class SilencesTest {
    private final PagingHouse house = new PagingHouse();
    private final Silences silences = new Silences(house.database, house.clock, house.escalations);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void what_matches_is_recorded_and_pages_nobody_until_the_silence_ends() {
        silence("sh*", ofHours(2));
        house.down("shop", "api");
        house.work();
        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.newest("shop").heldBy()).contains("silence 1 by cyd: moving house");
        assertThat(house.timeline(house.newest("shop"))).containsExactly("opened", "held");

        house.incidents.acknowledge(house.newest("api").id(), new Actor("ana", "sms"));
        house.pass(ofHours(2).minusSeconds(1));
        assertThat(house.texted()).containsExactly("ana");
        house.pass(Duration.ofSeconds(1));

        assertThat(house.texted()).containsExactly("ana", "ana");
        assertThat(house.timeline(house.newest("shop")))
                .containsExactly("opened", "held", "released", "paged", "delivered");
        assertThat(house.newest("shop").heldBy()).isEmpty();
    }

    @Test
    void what_was_paged_already_is_paged_no_further() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(3)));
        house.down("shop");
        house.work();

        silence("shop", ofHours(1));
        house.work();
        house.pass(ofMinutes(30));
        assertThat(house.texted()).containsExactly("ana");
        house.pass(ofMinutes(30));

        assertThat(house.texted()).hasSize(2);
    }

    @Test
    void ending_a_silence_pages_what_is_still_open_at_once() {
        silence("shop", ofHours(8));
        house.down("shop");
        house.work();

        assertThat(silences.end(1, "bo")).isTrue();
        house.work();
        assertThat(silences.end(1, "bo")).isFalse();

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void what_recovers_while_it_is_silenced_pages_nobody_afterwards() {
        silence("shop", ofHours(1));
        house.down("shop");
        house.work();
        house.up("shop");

        house.pass(ofHours(2));

        assertThat(house.texted()).isEmpty();
    }

    @Test
    void what_somebody_has_acknowledged_stays_theirs() {
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));

        silence("shop", ofHours(1));
        house.pass(ofHours(2));

        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.newest("shop").acknowledgedBy()).contains("ana");
    }

    @Test
    void a_severity_that_is_not_named_pages_as_ever() {
        silences.make(
                new Matchers(Optional.of("*"), Optional.empty(), Optional.empty(), Set.of(Severity.MINOR)),
                "small things",
                "cyd",
                PagingHouse.START.plus(ofHours(1)));
        house.alert("api", new Alerting(Severity.MINOR, "default", true));

        house.down("shop", "api");
        house.work();

        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.newest("api").heldBy()).isPresent();
    }

    @Test
    void the_next_page_of_what_is_silenced_is_shown_with_the_reason() {
        silence("shop", ofHours(1));
        house.down("shop");
        house.work();
        var shop = house.newest("shop");

        var next = house.database
                .transact(handle -> house.pages.next(handle, shop))
                .orElseThrow();

        assertThat(next.at()).isEqualTo(PagingHouse.START.plus(ofHours(1)));
        assertThat(next.because()).isEqualTo("no longer held by silence 1 by cyd: moving house: named in step 1 of 2");
    }

    @Test
    void a_silence_that_names_nothing_is_refused() {
        assertThatThrownBy(() -> new Matchers(Optional.empty(), Optional.empty(), Optional.empty(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would hide everything");
    }

    private void silence(String monitor, Duration time) {
        silences.make(
                new Matchers(Optional.of(monitor), Optional.empty(), Optional.empty(), Set.of()),
                "moving house",
                "cyd",
                house.clock.instant().plus(time));
    }
}
