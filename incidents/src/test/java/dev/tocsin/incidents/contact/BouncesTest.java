package dev.tocsin.incidents.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.smtp.ReturnPath;
import dev.tocsin.incidents.mailroom.Mails;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BouncesTest {
    private static final Secret KEY = new Secret("sealing");
    private final List<String> learned = new ArrayList<>();
    private final Bounces bounces = new Bounces(
            () -> Optional.of("bounces@example.com"),
            KEY,
            (id, provider, state, reason, stopped) ->
                    learned.add("%d %s %s%s".formatted(id.value(), state, reason, stopped ? " stopped" : "")));

    private final String address = new ReturnPath("bounces@example.com", KEY).of(new DeliveryId(4711));

    @Test
    void a_mail_whose_mailbox_is_not_there_has_not_arrived_and_never_will() {
        put(report("failed", "5.1.1"));

        assertThat(learned).containsExactly("4711 UNDELIVERED the mail came back (5.1.1) stopped");
    }

    @Test
    void a_full_mailbox_has_not_got_it_and_may_get_the_next() {
        put(report("failed", "5.2.2"));

        assertThat(learned).containsExactly("4711 UNDELIVERED the mail came back (5.2.2)");
    }

    @Test
    void one_that_is_late_or_has_arrived_changes_nothing() {
        put(report("delayed", "4.4.1"));
        put(report("delivered", "2.0.0"));
        put("Subject: thanks\n\nI am away\n");

        assertThat(learned).isEmpty();
    }

    @Test
    void a_bounce_that_somebody_made_up_is_nobodys() {
        assertThat(bounces.takes(address)).isTrue();
        assertThat(bounces.takes("bounces+3mv-00000000000000000000@example.com"))
                .isFalse();
        assertThat(bounces.takes("bounces@example.com")).isFalse();
    }

    private void put(String text) {
        assertThat(bounces.put(Mails.byMachine(address, text))).isEqualTo(new Receipt.Kept());
    }

    private static String report(String action, String status) {
        return """
                From: MAILER-DAEMON@mx.example.net
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                It did not work out.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; ana@example.com
                Action: %s
                Status: %s

                --b--
                """.formatted(action, status);
    }
}
