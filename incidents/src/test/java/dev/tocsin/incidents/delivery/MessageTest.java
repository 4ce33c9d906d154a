package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void what_may_have_come_before_says_so_to_people_and_stays_readable_to_programs() {
        assertThat(message(Medium.SMS).again().text()).isEqualTo("(again) {\"event\":\"trigger\"}");
        assertThat(message(Medium.VOICE).again().text()).startsWith("Again. ");
        assertThat(message(Medium.WEBHOOK).again()).isEqualTo(message(Medium.WEBHOOK));
    }

    private static Message message(Medium medium) {
        return new Message(medium, "to", "", "{\"event\":\"trigger\"}", Optional.empty(), "matter", "reference");
    }
}
