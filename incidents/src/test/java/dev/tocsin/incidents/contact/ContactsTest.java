package dev.tocsin.incidents.contact;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static dev.tocsin.incidents.PagingHouse.person;
import static dev.tocsin.incidents.PagingHouse.phone;
import static dev.tocsin.incidents.PagingHouse.policy;
import static dev.tocsin.incidents.PagingHouse.settings;
import static dev.tocsin.incidents.PagingHouse.step;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.contact.Verifications.Typed;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.oncall.Responder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which contacts are used: verified ones, whose owner has not asked for silence.
final class ContactsTest {
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private final PagingHouse house = new PagingHouse();
    private final Verifications verifications = new Verifications(house.database, house.clock, new Outbox());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_contact_is_used_once_its_owner_has_typed_the_code() {
        house.reload(settings(
                List.of(unverified(person("ana", now(Medium.SMS))), person("bo", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(5), "ana"), step(ofMinutes(5), "bo")))));
        house.down("shop");
        house.work();
        assertThat(house.texted()).containsExactly("bo");
        assertThat(passed()).isEqualTo("ana has no contact that is verified and takes messages");

        assertThat(verifications.send(Medium.SMS, phone("ana"))).isTrue();
        house.send();
        assertThat(verifications.type(Medium.SMS, phone("ana"), code())).isEqualTo(Typed.RIGHT);
        house.down("api");
        house.work();

        assertThat(house.texted()).containsExactly("bo", "ana", "ana");
    }

    @Test
    void where_nobody_can_be_reached_by_a_verified_contact_all_are_tried() {
        house.reload(settings(
                List.of(unverified(person("ana", now(Medium.SMS))), unverified(person("bo", now(Medium.SMS)))),
                List.of(policy("default", 0, step(ofMinutes(5), "ana")))));

        house.down("shop");
        house.work();

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_code_is_good_for_five_attempts() {
        verifications.send(Medium.SMS, phone("ana"));
        house.send();

        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(verifications.type(Medium.SMS, phone("ana"), wrong())).isEqualTo(Typed.WRONG);
        }

        assertThat(verifications.type(Medium.SMS, phone("ana"), code())).isEqualTo(Typed.SPENT);
    }

    @Test
    void a_code_is_good_for_a_quarter_of_an_hour_and_once() {
        verifications.send(Medium.SMS, phone("ana"));
        house.send();
        house.clock.advance(ofMinutes(15));
        assertThat(verifications.type(Medium.SMS, phone("ana"), code())).isEqualTo(Typed.SPENT);

        verifications.send(Medium.SMS, phone("ana"));
        house.send();
        house.clock.advance(ofMinutes(15).minusSeconds(1));
        assertThat(verifications.type(Medium.SMS, phone("ana"), code())).isEqualTo(Typed.RIGHT);
        assertThat(verifications.type(Medium.SMS, phone("ana"), code())).isEqualTo(Typed.NONE);
    }

    @Test
    void a_new_code_makes_the_old_one_worthless_and_comes_half_a_minute_later_at_the_soonest() {
        verifications.send(Medium.SMS, phone("ana"));
        house.send();
        var first = code();
        assertThat(verifications.send(Medium.SMS, phone("ana"))).isFalse();

        house.clock.advance(ofSeconds(30));
        assertThat(verifications.send(Medium.SMS, phone("ana"))).isTrue();
        house.send();

        // One in a million that both are the same.
        assertThat(verifications.type(Medium.SMS, phone("ana"), first))
                .isEqualTo(first.equals(code()) ? Typed.RIGHT : Typed.WRONG);
    }

    @Test
    void the_code_is_not_kept_in_the_clear() {
        verifications.send(Medium.SMS, phone("ana"));
        house.send();

        var kept = house.database.transact(handle -> handle.createQuery("select contact_code::text from contact_code")
                .mapTo(String.class)
                .one());

        assertThat(kept).doesNotContain(code());
    }

    @Test
    void stop_stops_the_text_messages_of_that_number_alone_and_its_owner_is_told_by_mail() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(1)));

        assertThat(house.replies.received(phone("ana"), " Stop. ")).isEmpty();
        house.send();
        assertThat(house.mail.got().getLast().message().subject()).isEqualTo("You are paged by sms no more");
        assertThat(house.mail.got().getLast().message().text())
                .contains("a message from there said STOP")
                .doesNotContain(phone("ana"));

        house.down("shop");
        house.work();
        house.pass(ofMinutes(1));
        assertThat(house.texted()).isEmpty();
        assertThat(house.mailed()).containsExactly("ana", "ana");
    }

    @Test
    void start_undoes_stop_and_nothing_else() {
        house.replies.received(phone("ana"), "STOP");

        house.replies.received(phone("ana"), "start");
        house.down("shop");
        house.work();

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void who_told_the_provider_to_stop_is_not_tried_again() {
        house.reach(now(Medium.SMS), after(Medium.EMAIL, ofMinutes(4)));
        house.sms.answerNext(new Outcome.Refused("Twilio 21610: unsubscribed", true));
        house.down("shop");
        house.work();
        house.work();
        assertThat(house.mailed()).containsExactlyInAnyOrder("ana", "ana");

        house.down("api");
        house.work();

        assertThat(house.texted()).containsExactly("ana");
        var known = house.database.transact(handle -> house.contacts.of(handle, Medium.SMS, phone("ana")));
        assertThat(known.stopReason()).contains("Twilio 21610");
    }

    @Test
    void nonsense_is_helped_five_times_and_anew_after_a_page() {
        for (var time = 0; time < 5; time++) {
            assertThat(house.replies.received(phone("ana"), "what?"))
                    .hasValueSatisfying(help -> assertThat(help).contains("4a to acknowledge"));
        }
        assertThat(house.replies.received(phone("ana"), "what?")).isEmpty();

        house.down("shop");
        house.work();

        assertThat(house.replies.received(phone("ana"), "what?")).isPresent();
    }

    @Test
    void a_person_of_whom_every_contact_is_stopped_is_passed_over_with_the_reason() {
        house.reload(settings(
                List.of(onlyPhone(person("ana", now(Medium.SMS))), person("bo", now(Medium.SMS))),
                List.of(policy("default", 0, step(ofMinutes(5), "ana"), step(ofMinutes(5), "bo")))));
        house.replies.received(phone("ana"), "stop");

        house.down("shop");
        house.work();

        assertThat(house.texted()).containsExactly("bo");
        assertThat(passed()).isEqualTo("ana has no contact that is verified and takes messages");
    }

    private String passed() {
        var shop = house.newest("shop").id();
        return house.database.transact(handle -> house.incidents.timeline(handle, shop)).stream()
                .filter(entry -> entry.kind().equals("passed"))
                .findFirst()
                .orElseThrow()
                .detail()
                .path("because")
                .asText();
    }

    /// The code in the last text message.
    private String code() {
        var code = CODE.matcher(house.sms.got().getLast().message().text());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private String wrong() {
        return code().equals("000000") ? "000001" : "000000";
    }

    private static Responder unverified(Responder person) {
        return new Responder(
                person.name(),
                person.email(),
                person.phone(),
                Optional.empty(),
                person.zone(),
                person.rules(),
                false,
                Set.of());
    }

    private static Responder onlyPhone(Responder person) {
        return new Responder(person.name(), Optional.empty(), person.phone(), person.zone(), person.rules());
    }
}
