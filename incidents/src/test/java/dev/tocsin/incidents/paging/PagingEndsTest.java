package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an acknowledgement and a recovery do to pages, and what is told of the next one.
final class PagingEndsTest {
    private static final Actor ANA = new Actor("ana", "sms");

    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_delayed_contact_is_not_used_after_an_acknowledgement() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(3)));
        house.down("shop");
        house.work();

        acknowledge();
        house.pass(ofMinutes(3));
        house.pass(ofHours(5));

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void nobody_is_paged_after_an_acknowledgement_even_when_a_retry_was_pending() {
        house.sms.answerNext(new Outcome.Postponed("429"));
        house.down("shop");
        house.work();
        assertThat(house.sms.got()).hasSize(1);

        acknowledge();
        house.pass(ofMinutes(1));
        house.pass(ofMinutes(30));

        assertThat(house.sms.got()).hasSize(1);
        assertThat(house.sms.taken()).isEmpty();
    }

    @Test
    void a_retry_of_a_message_that_was_leaving_during_the_acknowledgement_does_not_happen() {
        house.sms.answerNext(new Outcome.Postponed("503"));
        house.sms.duringSend(this::acknowledge);
        house.down("shop");
        house.work();

        house.pass(ofMinutes(1));
        house.pass(ofMinutes(30));

        assertThat(house.sms.got()).hasSize(1);
    }

    @Test
    void recovery_is_told_by_mail_to_those_who_were_mailed_and_to_nobody_else() {
        house.reach(now(Medium.SMS), now(Medium.EMAIL));
        house.down("shop");
        house.work();

        house.clock.advance(ofMinutes(1));
        house.up("shop");
        house.pass(ofHours(1));

        assertThat(house.mailed()).containsExactly("ana", "ana");
        assertThat(house.mail.got().getLast().message().subject()).startsWith("Resolved: SHOP DOWN");
        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_monitor_that_is_paused_is_told_as_closed_and_never_as_recovered() {
        house.reach(now(Medium.SMS), now(Medium.EMAIL));
        house.down("shop");
        house.work();

        house.paused("shop", "bo");
        house.pass(ofHours(1));

        var told = house.mail.got().getLast().message();
        assertThat(told.subject()).startsWith("Closed: SHOP DOWN");
        assertThat(told.text())
                .contains("nobody has seen it recover", "Closed by bo at", "monitor paused")
                .doesNotContain("is over");
        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void one_whose_mail_was_refused_is_not_told_of_the_recovery() {
        house.reach(now(Medium.SMS), now(Medium.EMAIL));
        house.mail.answerNext(new Outcome.Refused("550 no such user"));
        house.down("shop");
        house.work();

        house.up("shop");
        house.work();

        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void escalating_pages_the_next_step_now_also_after_an_acknowledgement() {
        house.down("shop");
        house.work();
        acknowledge();

        house.incidents.escalate(house.newest("shop").id(), ANA);
        house.work();

        assertThat(house.texted()).containsExactly("ana", "bo");
    }

    @Test
    void the_next_page_is_told_with_its_time_its_person_and_its_reason() {
        house.down("shop");
        var first = next().orElseThrow();
        assertThat(first.at()).isEqualTo(PagingHouse.START);
        assertThat(first.responder()).isEqualTo("ana");
        assertThat(first.because()).isEqualTo("named in step 1 of 2");

        house.work();
        var second = next().orElseThrow();
        assertThat(second.at()).isEqualTo(PagingHouse.START.plus(ofMinutes(5)));
        assertThat(second.responder()).isEqualTo("bo");
        assertThat(second.contact()).isEqualTo(PagingHouse.phone("bo"));

        acknowledge();
        assertThat(next()).isEmpty();
    }

    @Test
    void the_next_page_may_be_a_delayed_contact() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(3)));
        house.down("shop");
        house.work();

        var next = next().orElseThrow();

        assertThat(next.at()).isEqualTo(PagingHouse.START.plus(ofMinutes(3)));
        assertThat(next.contact()).isEqualTo("ana@example.com");
    }

    private void acknowledge() {
        var _ = house.incidents.acknowledge(house.newest("shop").id(), ANA);
    }

    private Optional<Pages.NextPage> next() {
        var latest = house.all().getFirst();
        return house.database.transact(handle -> house.pages.next(handle, latest));
    }
}
