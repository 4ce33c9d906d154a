package dev.tocsin.incidents.delivery;

import static dev.tocsin.incidents.delivery.DeliveryState.ACCEPTED;
import static dev.tocsin.incidents.delivery.DeliveryState.DELIVERED;
import static dev.tocsin.incidents.delivery.DeliveryState.FAILED;
import static dev.tocsin.incidents.delivery.DeliveryState.PENDING;
import static dev.tocsin.incidents.delivery.DeliveryState.SENDING;
import static dev.tocsin.incidents.delivery.DeliveryState.SUPPRESSED;
import static dev.tocsin.incidents.delivery.DeliveryState.UNDELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeliveryStateTest {

    @Test
    void a_receipt_that_it_arrived_outranks_every_word_that_it_did_not() {
        assertThat(DELIVERED).isGreaterThan(FAILED).isGreaterThan(UNDELIVERED).isGreaterThan(ACCEPTED);
    }

    @Test
    void a_late_acceptance_outranks_nothing_but_the_sending() {
        assertThat(Arrays.stream(DeliveryState.values()).filter(state -> state.compareTo(ACCEPTED) < 0))
                .containsExactly(PENDING, SENDING);
    }

    @Test
    void no_receipt_revives_what_was_withdrawn() {
        assertThat(DeliveryState.values()).allMatch(state -> state.compareTo(SUPPRESSED) <= 0);
    }

    @Test
    void the_words_are_those_of_the_database() {
        assertThat(Arrays.stream(DeliveryState.values()).map(DeliveryState::word))
                .containsExactly("pending", "sending", "accepted", "undelivered", "failed", "delivered", "suppressed");
    }
}
