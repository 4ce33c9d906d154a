package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static dev.tocsin.incidents.PagingHouse.person;
import static dev.tocsin.incidents.PagingHouse.settings;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long an acknowledgement counts, and for whom.
final class AcknowledgingTest {
    private static final Actor ANA = new Actor("ana", "sms");
    private static final Actor BO = new Actor("bo", "sms");

    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void where_each_must_acknowledge_the_others_go_on_being_paged_after_the_first_answer() {
        bothMustAnswer();
        house.down("shop");
        house.work();
        assertThat(house.texted()).containsExactlyInAnyOrder("ana", "bo");

        house.incidents.acknowledge(shop(), ANA);
        house.pass(ofMinutes(4));
        assertThat(house.texted()).hasSize(2);
        house.pass(ofMinutes(1));
        house.pass(ofMinutes(5));

        assertThat(house.texted()).hasSize(4).endsWith("bo", "bo");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
    }

    @Test
    void where_each_must_acknowledge_it_ends_with_the_last_answer() {
        bothMustAnswer();
        house.down("shop");
        house.work();

        assertThat(house.incidents.acknowledge(shop(), ANA)).isInstanceOf(Answer.Done.class);
        assertThat(house.incidents.acknowledge(shop(), BO)).isInstanceOf(Answer.Done.class);
        assertThat(house.incidents.acknowledge(shop(), BO)).isInstanceOf(Answer.AlreadyDone.class);
        house.pass(ofHours(1));

        assertThat(house.texted()).hasSize(2);
        assertThat(house.timeline(house.newest("shop"))).endsWith("acknowledged", "acknowledged");
    }

    @Test
    void a_page_that_waits_for_a_retry_is_taken_back_from_who_answered_and_from_nobody_else() {
        bothMustAnswer();
        house.sms.answerNext(new Outcome.Postponed("503"));
        house.sms.answerNext(new Outcome.Postponed("503"));
        house.down("shop");
        house.work();

        house.incidents.acknowledge(shop(), ANA);
        house.pass(ofMinutes(1));

        assertThat(house.texted()).hasSize(3).endsWith("bo");
    }

    @Test
    void nobody_is_awaited_once_it_is_over() {
        bothMustAnswer();
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);

        house.up("shop");
        house.pass(ofHours(1));

        assertThat(house.texted()).hasSize(2);
    }

    @Test
    void who_is_called_again_and_when_is_shown_as_the_next_page() {
        bothMustAnswer();
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);

        var next = next().orElseThrow();

        assertThat(next.responder()).isEqualTo("bo");
        assertThat(next.at()).isEqualTo(PagingHouse.START.plus(ofMinutes(5)));
        assertThat(next.because()).isEqualTo("named in step 1 of 1, and each person there must acknowledge");
    }

    @Test
    void an_acknowledgement_that_runs_out_pages_from_the_first_step_again() {
        runsOutAfter(ofMinutes(30));
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);

        house.pass(ofMinutes(29));
        assertThat(house.texted()).containsExactly("ana");
        assertThat(next().orElseThrow().because()).startsWith("nobody has come back to it by then: named in");
        house.pass(ofMinutes(1));

        assertThat(house.texted()).containsExactly("ana", "ana");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.timeline(house.newest("shop")))
                .containsSequence("acknowledged", "triggeredAgain", "paged", "delivered");
    }

    @Test
    void an_acknowledgement_that_ran_out_after_the_end_wakes_nobody() {
        runsOutAfter(ofMinutes(30));
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);
        house.incidents.resolve(shop(), ANA);

        house.pass(ofHours(1));

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_snoozed_incident_rests_and_then_pages_again() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(3)));
        house.down("shop");
        house.work();

        house.incidents.snooze(shop(), PagingHouse.START.plus(ofHours(2)), BO);
        house.pass(ofMinutes(119));
        assertThat(house.texted()).containsExactly("ana");
        house.pass(ofMinutes(1));

        assertThat(house.texted()).containsExactly("ana", "ana");
        assertThat(house.timeline(house.newest("shop"))).contains("snoozed", "triggeredAgain");
    }

    @Test
    void snoozing_what_is_over_changes_nothing() {
        house.down("shop");
        house.work();
        house.incidents.resolve(shop(), ANA);

        assertThat(house.incidents.snooze(shop(), PagingHouse.START.plus(ofHours(2)), BO))
                .isInstanceOf(Answer.AlreadyResolved.class);
    }

    private void bothMustAnswer() {
        var both = new EscalationStep(List.of(new Target.Person("ana"), new Target.Person("bo")), ofMinutes(5), true);
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(PagingHouse.policy("default", 0, both))));
    }

    private void runsOutAfter(Duration time) {
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS))),
                List.of(new EscalationPolicy(
                        "default",
                        List.of(PagingHouse.step(ofMinutes(5), "ana"), PagingHouse.step(ofMinutes(5), "bo")),
                        0,
                        List.of(new Target.Person("bo")),
                        Optional.of(time)))));
    }

    private IncidentId shop() {
        return house.newest("shop").id();
    }

    private Optional<Pages.NextPage> next() {
        var shop = house.newest("shop");
        return house.database.transact(handle -> house.pages.next(handle, shop));
    }
}
