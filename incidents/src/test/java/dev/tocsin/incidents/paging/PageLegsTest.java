package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where the time of a page goes.
class PageLegsTest {
    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void each_leg_begins_where_the_one_before_it_ends() {
        house.down("shop");
        house.clock.advance(ofSeconds(1));
        house.pages.pageDue();
        house.clock.advance(ofSeconds(2));
        house.sms.duringSend(() -> house.clock.advance(ofSeconds(3)));
        house.send();
        house.clock.advance(ofSeconds(4));
        var sms = house.sms.got().getFirst();
        house.deliveries.received(sms.id(), "fake-1", DeliveryState.DELIVERED, "", false);
        house.clock.advance(ofSeconds(5));
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));

        assertThat(house.legs)
                .containsSubsequence("OPEN PT1S", "QUEUE PT2S", "ACCEPT PT3S", "DELIVER PT4S", "ACKNOWLEDGE PT15S");
    }

    @Test
    void attempts_that_failed_count_as_waiting_in_line() {
        house.sms.answerNext(new Outcome.Postponed("busy"));
        house.down("shop");
        house.work();
        house.pass(ofSeconds(30));

        assertThat(house.legs).contains("QUEUE PT30S", "ACCEPT PT0S");
    }

    @Test
    void a_page_that_was_pulled_forward_was_due_when_it_was_taken() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(5)));
        house.sms.answerAlways(new Outcome.Refused("no such number"));
        house.down("shop");
        house.work();
        house.work();

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.legs).contains("QUEUE PT0S").noneMatch(leg -> leg.contains("-"));
    }

    @Test
    void a_second_answer_and_a_rest_are_no_acknowledgement_to_measure() {
        house.down("shop");
        house.work();
        var id = house.newest("shop").id();
        house.incidents.snooze(id, house.clock.instant().plusSeconds(600), new Actor("ana", "api"));
        house.incidents.acknowledge(id, new Actor("bo", "api"));

        assertThat(house.legs).noneMatch(leg -> leg.startsWith("ACKNOWLEDGE"));
    }
}
