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

import dev.tocsin.incidents.Alerting;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PagesTest {
    private static final Outcome WRONG_NUMBER = new Outcome.Refused("21211: no such number");

    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void opening_sends_nothing_by_itself_and_a_crash_before_paging_loses_no_page() {
        house.down("shop");
        house.send();
        assertThat(house.sms.got()).isEmpty();

        var restarted = house.restartedPages();
        restarted.pageDue();
        restarted.pageDue();
        house.pages.pageDue();
        house.send();
        house.send();

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_page_says_what_is_wrong_and_how_to_answer() {
        house.down("shop");
        house.work();

        var shop = house.newest("shop").id();
        var page =
                house.database.transact(handle -> house.pages.of(handle, shop)).getFirst();
        assertThat(house.sms.got().getFirst().message().text())
                .startsWith("SHOP DOWN since 14:04 UTC: connect refused. Ack: reply 1a.")
                .endsWith("https://status.example.com/a/" + page.token());
        var linked = house.database.transact(handle -> house.pages.byToken(handle, page.token()));
        assertThat(linked).contains(page);
    }

    @Test
    void the_steps_are_walked_and_repeated_and_then_the_catch_all_is_paged_for_ever() {
        house.down("shop");
        house.work();
        house.pass(ofMinutes(4));
        assertThat(house.texted()).containsExactly("ana");

        house.pass(ofMinutes(1));
        house.pass(ofMinutes(10));
        house.pass(ofMinutes(5));
        assertThat(house.texted()).containsExactly("ana", "bo", "ana", "bo");

        house.pass(ofMinutes(10));
        assertThat(house.texted()).endsWith("bo", "cyd");
        for (var half = 0; half < 10; half++) {
            house.pass(ofMinutes(29));
            house.pass(ofMinutes(1));
        }
        assertThat(house.texted()).hasSize(4 + 11).endsWith("cyd", "cyd", "cyd");
    }

    @Test
    void a_step_that_finds_nobody_passes_on_at_once_and_is_noted() {
        var nobody = new OnCallSchedule("nights", ZoneOffset.UTC, List.of());
        var empty = new EscalationStep(List.of(new Target.Schedule("nights")), ofMinutes(5));
        house.reload(settings(
                List.of(person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(nobody),
                List.of(policy("default", 0, empty, step(ofMinutes(10), "bo")))));

        house.down("shop");
        house.work();

        assertThat(house.texted()).containsExactly("bo");
        assertThat(house.timeline(house.newest("shop"))).containsExactly("opened", "passed", "paged", "delivered");
        house.pass(ofMinutes(10));
        assertThat(house.texted()).containsExactly("bo", "cyd");
    }

    @Test
    void a_policy_that_leads_to_nobody_pages_everybody() {
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(5), "gone")))));

        house.down("shop");
        house.work();

        assertThat(house.texted()).containsExactlyInAnyOrder("ana", "bo");
    }

    @Test
    void a_delayed_contact_is_used_when_its_time_has_come() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(3)));
        house.down("shop");
        house.work();

        house.pass(ofSeconds(179));
        assertThat(house.texted()).containsExactly("ana");
        house.pass(ofSeconds(1));

        assertThat(house.texted()).containsExactly("ana", "ana");
    }

    @Test
    void a_refused_sms_pulls_the_next_contact_forward() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.sms.answerNext(WRONG_NUMBER);
        house.down("shop");
        house.work();
        house.work();

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.texted()).containsExactly("ana");
        house.pass(ofMinutes(4));
        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void a_carrier_that_cannot_deliver_pulls_the_next_contact_forward() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        var delivery = house.sms.got().getFirst().id();

        house.deliveries.received(delivery, "SM1", DeliveryState.UNDELIVERED, "30003: unreachable");
        house.work();

        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.timeline(house.newest("shop")))
                .containsExactly("opened", "paged", "delivered", "undelivered", "delivered");
    }

    @Test
    void the_next_step_does_not_wait_when_nobody_of_this_one_can_be_reached() {
        house.sms.answerNext(WRONG_NUMBER);
        house.down("shop");
        house.work();
        house.work();

        assertThat(house.texted()).containsExactly("ana", "bo");
    }

    @Test
    void the_step_waits_while_somebody_else_of_it_was_reached() {
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(5), "ana", "bo")))));
        house.sms.answerNext(WRONG_NUMBER);
        house.down("shop");
        house.work();
        house.work();

        assertThat(house.texted()).containsExactlyInAnyOrder("ana", "bo");
        house.pass(ofMinutes(5));
        assertThat(house.texted()).hasSize(3).endsWith("cyd");
    }

    @Test
    void a_wrong_number_in_the_catch_all_is_tried_every_half_hour_and_never_in_a_loop() {
        house.sms.answerAlways(WRONG_NUMBER);
        house.down("shop");
        for (var turn = 0; turn < 10; turn++) {
            house.work();
        }
        assertThat(house.texted()).containsExactly("ana", "bo", "ana", "bo", "cyd");

        house.pass(ofMinutes(30));
        house.work();
        house.work();

        assertThat(house.texted()).hasSize(6);
    }

    @Test
    void an_engine_that_stood_still_for_three_minutes_sends_each_due_page_once() {
        house.reload(settings(
                List.of(
                        person("ana", now(Medium.SMS), after(Medium.EMAIL, ofMinutes(2))),
                        person("bo", now(Medium.SMS)),
                        person("cyd", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(1), "ana"), step(ofMinutes(1), "bo")))));
        house.down("shop", "api");
        house.work();

        house.pass(ofMinutes(3));
        house.work();

        assertThat(house.texted()).containsExactly("ana", "ana", "bo", "bo");
        assertThat(house.mailed()).containsExactly("ana", "ana");
        house.pass(ofMinutes(1));
        assertThat(house.texted()).endsWith("bo", "bo", "cyd", "cyd").hasSize(6);
    }

    @Test
    void a_policy_that_a_reload_removed_falls_back_to_the_default() {
        house.alert("shop", new Alerting(Severity.CRITICAL, "night", true));
        house.down("shop");

        house.work();

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_step_uses_the_policy_in_force_when_it_falls_due() {
        house.down("shop");
        house.work();
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(5), "ana"), step(ofMinutes(5), "cyd")))));

        house.pass(ofMinutes(5));

        assertThat(house.texted()).containsExactly("ana", "cyd");
    }

    @Test
    void many_incidents_at_once_are_each_paged_once_by_two_pagers() throws Exception {
        house.down("shop", "api", "mail");
        var other = house.restartedPages();
        var thread = Thread.startVirtualThread(other::pageDue);
        house.pages.pageDue();
        thread.join();
        house.send();

        assertThat(house.texted()).containsExactly("ana", "ana", "ana");
    }
}
