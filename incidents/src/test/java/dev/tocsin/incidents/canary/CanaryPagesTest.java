package dev.tocsin.incidents.canary;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.mailroom.Mails;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A text to a second number of ours and a mail to an address of ours, at 15:00; it is 14:05.
final class CanaryPagesTest {
    private static final String NUMBER = "+15005550009";
    private static final CanarySettings SETTINGS = new CanarySettings(
            Map.of(Medium.SMS, NUMBER, Medium.EMAIL, "canary@example.com"), LocalTime.of(15, 0), ofMinutes(10));

    private final PagingHouse house = new PagingHouse();
    private final CanaryPages pages =
            new CanaryPages(house.database, house.clock, house.incidents, new Outbox(), () -> Optional.of(SETTINGS));
    private final List<String> people = new ArrayList<>();
    private final CanaryTexts texts = new CanaryTexts(pages, (from, text) -> {
        people.add(text);
        return Optional.of("heard");
    });
    private final CanaryMailbox mailbox = new CanaryMailbox(pages, () -> Optional.of(SETTINGS));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void one_leaves_on_each_channel_a_day_and_not_before_its_time() {
        pass(ofMinutes(54));
        assertThat(house.sms.got()).isEmpty();

        pass(ofMinutes(1));
        pass(ofMinutes(5));
        assertThat(house.sms.got()).hasSize(1);
        assertThat(house.mail.got()).hasSize(1);

        pass(Duration.ofDays(1));
        assertThat(house.sms.got()).hasSize(2);
    }

    @Test
    void what_comes_back_in_time_proves_the_channel_and_nobody_hears_of_it() {
        pass(ofMinutes(55));

        assertThat(texts.received("+15005550006", text())).isEmpty();
        var address = mail().message().recipient();
        assertThat(mailbox.takes(address.toUpperCase(java.util.Locale.ROOT))).isTrue();
        mailbox.put(Mails.to(address, "Subject: Daily test\n\n"));
        pass(ofMinutes(30));

        assertThat(house.all()).isEmpty();
        assertThat(people).isEmpty();
    }

    @Test
    void what_does_not_come_back_pages_the_catch_all_until_the_next_one_is_back() {
        pass(ofMinutes(55));
        pass(ofMinutes(10));
        assertThat(keys()).containsExactlyInAnyOrder("canary:sms", "canary:email");
        pass(ofMinutes(10));
        assertThat(house.all()).hasSize(2);

        pass(Duration.ofDays(1));
        texts.received("+15005550006", text());

        assertThat(house.all().stream()
                        .filter(incident -> incident.status() != IncidentStatus.RESOLVED)
                        .map(Incident::key))
                .containsExactly("canary:email");
    }

    @Test
    void what_comes_late_ends_the_incident_as_well() {
        pass(ofMinutes(55));
        pass(ofMinutes(10));

        texts.received("+15005550006", text());
        mailbox.put(Mails.to(mail().message().recipient(), "\n"));

        assertThat(house.all()).allMatch(incident -> incident.status() == IncidentStatus.RESOLVED);
    }

    @Test
    void what_people_write_goes_to_those_who_answer_people() {
        pass(ofMinutes(55));

        assertThat(texts.received("+491555000101", "4a")).contains("heard");
        assertThat(texts.received("+491555000101", "aaaaaaaaaaaaaaaaaaaaaaaaa")).contains("heard");

        assertThat(people).hasSize(2);
    }

    private void pass(Duration time) {
        house.clock.advance(time);
        pages.sendDue();
        pages.missDue();
        house.send();
    }

    private String text() {
        return house.sms.got().stream()
                .filter(one -> one.message().recipient().equals(NUMBER))
                .reduce((_, last) -> last)
                .orElseThrow()
                .message()
                .text();
    }

    private Delivery mail() {
        return house.mail.got().stream()
                .filter(one -> one.message().recipient().startsWith("canary+"))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private List<String> keys() {
        return house.all().stream().map(Incident::key).toList();
    }
}
