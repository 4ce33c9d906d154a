package dev.tocsin.incidents.rota;

import static dev.tocsin.incidents.rota.RotaHouse.add;
import static dev.tocsin.incidents.rota.RotaHouse.hours;
import static dev.tocsin.incidents.rota.RotaHouse.replace;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.paging.PagingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is told that they come on call, and when.
final class HandoffsTest {
    private final RotaHouse house = new RotaHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void who_comes_on_call_is_told_an_hour_before_until_when_and_how_they_are_reached() {
        work(Duration.ZERO);
        work(ofDays(7).minus(ofMinutes(121)));
        assertThat(mails()).isEmpty();

        work(ofMinutes(1));

        assertThat(house.paging.mailed()).containsExactly("bo");
        var mail = mails().getFirst();
        assertThat(mail.subject())
                .isEqualTo("Check your contacts: You are on call in primary from Wed 11 Mar 2026, 14:05 Europe/Berlin"
                        + " (Wed 11 Mar 2026, 13:05 UTC)");
        assertThat(mail.text())
                .contains(
                        "Until: Wed 18 Mar 2026, 14:05 Europe/Berlin (Wed 18 Mar 2026, 13:05 UTC)",
                        "- sms +491555000102, no message has arrived within 30 days",
                        "- email bo@example.com, no message has arrived within 30 days",
                        "- your contacts are verified",
                        "Nothing of ours has arrived with you within 30 days");
    }

    @Test
    void each_is_told_once_whatever_happens() {
        work(Duration.ZERO);
        work(ofDays(7).minus(ofHours(2)));
        house.reload(house.settings);
        work(ofMinutes(30));
        work(ofHours(2));

        assertThat(house.paging.mailed()).containsExactly("bo");
    }

    @Test
    void a_mail_that_arrived_within_30_days_is_named_and_leaves_nothing_to_mend() {
        work(Duration.ZERO);
        work(ofDays(7).minus(ofHours(2)));

        work(ofDays(14));

        assertThat(house.paging.mailed()).containsExactly("bo", "bo");
        assertThat(mails().getLast().subject()).startsWith("You are on call in primary from Wed 25 Mar 2026");
        assertThat(mails().getLast().text())
                .contains("- email bo@example.com, a message last arrived on Wed 11 Mar 2026")
                .doesNotContain("Please mend");
    }

    @Test
    void an_override_that_begins_at_once_tells_its_stand_in_at_once() {
        work(Duration.ZERO);
        house.make(replace("ana", "cyd", hours(0, 8)));

        work(Duration.ZERO);

        assertThat(house.paging.mailed()).containsExactly("cyd");
        assertThat(mails().getFirst().text())
                .contains("Why:   standing in for ana in primary until Wed 4 Mar 23:05 Europe/Berlin");
    }

    @Test
    void who_is_on_call_already_does_not_come_on_call() {
        work(Duration.ZERO);
        house.make(add("ana", hours(1, 8)));

        work(ofHours(4));

        assertThat(mails()).isEmpty();
    }

    @Test
    void who_came_on_call_while_nothing_ran_is_told_afterwards() {
        work(Duration.ZERO);
        work(ofDays(7).plus(ofHours(2)));
        work(ofDays(7).plus(ofHours(12)));

        assertThat(house.paging.mailed()).as("shifts long begun are old news").containsExactly("bo");
    }

    @Test
    void hand_offs_of_a_schedule_that_is_gone_are_nobodys() {
        work(Duration.ZERO);
        house.reload(new PagingSettings(house.settings.responders(), Map.of(), house.settings.policies()));

        work(ofDays(7));

        assertThat(mails()).isEmpty();
    }

    private void work(Duration pass) {
        house.paging.clock.advance(pass);
        house.handoffs.tellDue();
        house.paging.send();
    }

    private List<Message> mails() {
        return house.paging.mail.got().stream()
                .map(delivery -> delivery.message())
                .toList();
    }
}
