package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mails;
import dev.tocsin.incidents.mailroom.Receipt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ana was paged for the shop by mail and answers by mail.
final class MailRepliesTest {
    private final PagingHouse house = new PagingHouse();
    private final MailReplies replies = new MailReplies(
            house.database,
            house.clock,
            house.incidents,
            house.contacts,
            new Outbox(),
            () -> Optional.of("reply@example.com"));
    private String address = "";

    @BeforeEach
    void page() {
        house.reach(now(Medium.EMAIL));
        house.down("shop");
        house.work();
        address = "reply+%s@example.com"
                .formatted(house.mail.got().getFirst().message().reference());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_first_line_that_says_ack_acknowledges_for_whom_the_page_was() {
        put("Ack\n\n> SHOP DOWN since 14:05 UTC\n> resolve\n");

        assertThat(house.newest("shop").acknowledgedBy()).contains("ana");
        assertThat(lastMail()).isEqualTo("Acknowledged #1 SHOP DOWN\n");
    }

    @Test
    void the_address_works_in_capitals_and_with_the_code_of_the_page() {
        replies.put(mail(address.toUpperCase(java.util.Locale.ROOT), "'1R'\n"));

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void the_code_of_another_incident_does_nothing_to_this_one() {
        put("7a\n");

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(lastMail()).startsWith("Not understood.");
    }

    @Test
    void what_stands_in_the_quoted_text_alone_does_nothing() {
        put("> ack\n");

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void nonsense_is_answered_with_help_five_times_at_most() {
        for (var i = 0; i < 8; i++) {
            put("I am on the train\n");
        }

        assertThat(house.mail.got()).hasSize(1 + 5);
    }

    @Test
    void a_holiday_notice_acknowledges_nothing_and_gets_no_answer() {
        replies.put(Mails.byMachine(address, "Subject: Re: SHOP DOWN\n\nack\n"));
        replies.put(Mails.to(address, "Subject: away\nAuto-Submitted: auto-replied\n\nack\n"));
        replies.put(Mails.to(address, "Subject: away\nPrecedence: bulk\n\nack\n"));
        house.send();

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.mail.got()).hasSize(1);
    }

    @Test
    void a_token_that_nobody_has_and_one_whose_incident_is_long_over_do_nothing() {
        assertThat(replies.put(mail("reply+zzz@example.com", "ack\n"))).isInstanceOf(Receipt.Kept.class);
        house.up("shop");
        house.clock.advance(Duration.ofDays(8));
        put("ack\n");

        assertThat(house.newest("shop").acknowledgedBy()).isEmpty();
        assertThat(outcomes())
                .isEqualTo("no page has this address, or its incident is long over,"
                        + "no page has this address, or its incident is long over");
    }

    @Test
    void only_addresses_of_ours_with_a_token_are_taken() {
        assertThat(replies.takes(address)).isTrue();
        assertThat(replies.takes("reply@example.com")).isFalse();
        assertThat(replies.takes("reply+@example.com")).isFalse();
        assertThat(replies.takes("other+abc@example.com")).isFalse();
    }

    @Test
    void a_reply_of_which_nothing_can_be_read_is_kept() {
        replies.put(Mails.to(address, "\u0000\u0000"));

        assertThat(outcomes()).isEqualTo("not understood");
    }

    private void put(String body) {
        assertThat(replies.put(mail(address, body))).isEqualTo(new Receipt.Kept());
        house.send();
    }

    private static ArrivedMail mail(String recipient, String body) {
        return Mails.to(recipient, "From: ana@example.com\nSubject: Re: SHOP DOWN\n\n" + body);
    }

    private String lastMail() {
        return house.mail.got().getLast().message().text();
    }

    private String outcomes() {
        return house.database.transact(
                handle -> handle.createQuery("select string_agg(outcome, ',' order by id) from inbound_text")
                        .mapTo(String.class)
                        .one());
    }
}
