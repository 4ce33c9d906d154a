package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static dev.tocsin.incidents.PagingHouse.person;
import static dev.tocsin.incidents.PagingHouse.policy;
import static dev.tocsin.incidents.PagingHouse.settings;
import static dev.tocsin.incidents.PagingHouse.step;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The carrier of the SMS promises a receipt within 60 s; whoever sends mail promises nothing.
final class FallbackTest {
    private final PagingHouse house = new PagingHouse();

    @BeforeEach
    void promise() {
        house.sms.promiseReceipts(ofSeconds(60));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_text_without_a_receipt_for_a_minute_pulls_the_next_contact_forward() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        house.pass(ofSeconds(59));
        assertThat(house.mailed()).isEmpty();

        house.pass(ofSeconds(1));

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.timeline(house.newest("shop")))
                .containsExactly("opened", "paged", "delivered", "unconfirmed", "delivered");
        assertThat(said("unconfirmed")).containsExactly("no receipt within 60 s");
        house.pass(ofMinutes(3));
        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void a_receipt_in_time_changes_nothing() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        receipt(DeliveryState.DELIVERED);

        house.pass(ofMinutes(3));

        assertThat(house.mailed()).isEmpty();
        assertThat(said("unconfirmed")).isEmpty();
    }

    @Test
    void that_the_carrier_took_it_on_is_no_receipt() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        receipt(DeliveryState.ACCEPTED);

        house.pass(ofSeconds(60));

        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void the_next_step_does_not_wait_when_the_carrier_is_silent_about_the_only_contact() {
        house.down("shop");
        house.work();

        house.pass(ofSeconds(60));

        assertThat(house.texted()).containsExactly("ana", "bo");
    }

    @Test
    void the_step_waits_while_a_mail_of_it_was_taken() {
        house.reach(now(Medium.SMS), now(Medium.EMAIL));
        house.down("shop");
        house.work();

        house.pass(ofSeconds(60));

        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void a_late_receipt_is_told_and_takes_nothing_back() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        house.pass(ofSeconds(60));

        receipt(DeliveryState.DELIVERED);
        receipt(DeliveryState.ACCEPTED);
        house.pass(ofSeconds(60));

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.timeline(house.newest("shop")))
                .containsExactly("opened", "paged", "delivered", "unconfirmed", "delivered", "delivered");
    }

    @Test
    void a_carrier_that_is_silent_and_then_gives_up_uses_one_further_contact_and_not_two() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(3)), after(Medium.SMS, ofMinutes(4)));
        house.down("shop");
        house.work();
        house.pass(ofSeconds(60));

        receipt(DeliveryState.UNDELIVERED);
        house.work();

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_mail_that_was_pulled_forward_is_not_taken_for_the_next_contact_again() {
        house.reach(
                now(Medium.SMS),
                now(Medium.VOICE),
                after(Medium.EMAIL, ofMinutes(3)),
                after(Medium.VOICE, ofMinutes(4)));
        house.down("shop");
        house.work();
        receipt(DeliveryState.UNDELIVERED);
        house.work();
        assertThat(house.mailed()).containsExactly("ana");

        var call = house.voice.got().getFirst().id();
        house.deliveries.received(call, "CA1", DeliveryState.UNDELIVERED, "busy");
        house.work();

        assertThat(house.voice.got()).hasSize(2);
    }

    @Test
    void nobody_waits_for_a_receipt_once_somebody_has_acknowledged() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));

        house.pass(ofMinutes(5));

        assertThat(house.mailed()).isEmpty();
        assertThat(said("unconfirmed")).isEmpty();
    }

    @Test
    void a_way_that_promises_no_receipts_is_not_judged_by_them() {
        house.reach(now(Medium.EMAIL), after(Medium.SMS, ofMinutes(4)));
        house.down("shop");
        house.work();

        house.pass(ofMinutes(3));

        assertThat(house.texted()).isEmpty();
        assertThat(said("unconfirmed")).isEmpty();
    }

    @Test
    void a_provider_that_fails_pulls_the_other_contact_forward_once_and_the_text_goes_on_being_tried() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(1)), after(Medium.EMAIL, ofMinutes(4)));
        house.sms.answerAlways(new Outcome.Postponed("503: out of order", Outcome.Blame.PROVIDER));
        house.down("shop");
        house.work();
        house.work();
        assertThat(house.mailed()).containsExactly("ana");
        assertThat(said("unconfirmed")).containsExactly("503: out of order");

        house.pass(ofSeconds(3));
        house.sms.answerAlways(new Outcome.Accepted("SM1"));
        house.pass(ofSeconds(10));

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.sms.taken()).hasSize(1);
        assertThat(said("unconfirmed")).hasSize(1);
    }

    @Test
    void a_provider_that_fails_does_not_hurry_the_steps_for_the_next_ones_people_may_have_no_better() {
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(5), "ana"), step(ofMinutes(5), "bo")))));
        house.sms.answerAlways(new Outcome.Postponed("503", Outcome.Blame.PROVIDER));
        house.down("shop");
        house.work();
        house.pass(ofMinutes(4));

        assertThat(house.texted()).containsOnly("ana");
    }

    @Test
    void a_message_that_is_put_off_for_its_own_sake_pulls_nothing_forward() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.sms.answerAlways(new Outcome.Postponed("30008: unknown"));
        house.down("shop");

        house.work();
        house.work();

        assertThat(house.mailed()).isEmpty();
    }

    private void receipt(DeliveryState state) {
        var first = house.sms.got().getFirst().id();
        house.deliveries.received(first, "SM1", state, state == DeliveryState.UNDELIVERED ? "30003: off" : "");
    }

    private List<String> said(String kind) {
        var incident = house.newest("shop").id();
        return house.database.transact(handle -> house.incidents.timeline(handle, incident)).stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> entry.detail().path("reason").asText())
                .toList();
    }
}
