package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ana is texted, and called after 3 minutes.
final class CallAnswersTest {
    private final PagingHouse house = new PagingHouse();
    private final CallAnswers answers = new CallAnswers(house.database, house.incidents);

    @BeforeEach
    void call() {
        house.reach(now(Medium.SMS), after(Medium.VOICE, ofMinutes(3)), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop");
        house.work();
        house.pass(ofMinutes(3));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_call_says_what_is_wrong_in_words_that_can_be_listened_to() {
        var message = house.voice.got().getFirst().message();

        assertThat(message.recipient()).isEqualTo(PagingHouse.phone("ana"));
        assertThat(message.text()).isEqualTo("SHOP DOWN since 14:04 UTC: connect refused");
    }

    @Test
    void four_acknowledges() {
        assertThat(answers.pressed(call(0), "4")).isEqualTo("Acknowledged. It is yours.");
        assertThat(answers.pressed(call(0), "4")).isEqualTo("Already acknowledged by ana.");

        var incident = house.newest("shop");
        assertThat(incident.status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).contains("ana");
    }

    @Test
    void five_pages_the_next_person_and_six_resolves() {
        assertThat(answers.pressed(call(0), "5")).isEqualTo("The next person is being paged.");
        house.work();
        assertThat(house.texted()).containsExactly("ana", "bo");

        assertThat(answers.pressed(call(0), "6")).isEqualTo("Resolved.");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void any_other_key_does_nothing_and_says_so() {
        assertThat(answers.pressed(call(0), "9")).contains("Nothing was done");
        assertThat(answers.pressed(new DeliveryId(999), "4")).contains("nothing that is open");

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void a_voicemail_pulls_the_next_contact_forward() {
        house.deliveries.received(call(0), "CA1", DeliveryState.UNDELIVERED, "answered, and nobody pressed a key");
        house.work();

        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void that_the_call_ends_after_a_key_takes_nothing_back() {
        house.deliveries.received(call(0), "CA1", DeliveryState.DELIVERED, "");
        house.deliveries.received(call(0), "CA1", DeliveryState.UNDELIVERED, "answered, and nobody pressed a key");
        house.work();

        assertThat(house.mailed()).isEmpty();
    }

    private DeliveryId call(int number) {
        return house.voice.got().get(number).id();
    }
}
