package dev.tocsin.incidents.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.Signals;
import dev.tocsin.incidents.mailroom.Mails;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The backup tells by mail what is wrong.
final class MailEventsTest {
    private static final String ADDRESS = "backup-k7q2@example.com";

    private final PagingHouse house = new PagingHouse();
    private final MailEvents mails = new MailEvents(
            new InboundEvents(house.database, house.clock, new Signals(house.incidents), Map::of),
            () -> List.of(new MailSource("backup", ADDRESS, Severity.CRITICAL, "default")));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_mail_opens_an_incident_and_pages() {
        put(ADDRESS, "PROBLEM: Backup of db1 failed", "disk full\non /var");
        house.work();

        var incident = only();
        assertThat(incident.title()).isEqualTo("Backup of db1 failed");
        assertThat(incident.summary()).isEqualTo("disk full\non /var");
        assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(house.texted()).containsExactly("ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RESOLVED: Backup of db1 failed",
                "[RESOLVED] backup of DB1 failed",
                "Re: Recovery - Backup of db1 failed",
                "OK: Backup of db1 failed"
            })
    void the_same_subject_with_a_word_that_says_so_ends_it(String subject) {
        put(ADDRESS, "Backup of db1 failed", "disk full");

        put(ADDRESS, subject, "fine again");

        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void the_same_subject_again_opens_no_second_one() {
        put(ADDRESS, "Backup of db1 failed", "disk full");
        put(ADDRESS, "backup of db1 failed", "disk full still");

        assertThat(only().status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void a_word_behind_the_plus_says_what_it_is_about_whatever_the_subject() {
        put("Backup-K7q2+db1@Example.com", "Failed at 03:00", "");
        put("backup-k7q2+db1@example.com", "Failed at 04:00", "");
        put("backup-k7q2+db1@example.com", "OK now", "");

        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_we_wrote_ourselves_opens_nothing_when_it_comes_back() {
        mails.put(Mails.to(ADDRESS, "Subject: SHOP DOWN\nX-Tocsin: 1\n\ntext\n"));

        assertThat(house.all()).isEmpty();
        assertThat(outcome()).isEqualTo("ignored: we wrote it ourselves");
    }

    @Test
    void a_word_that_only_begins_like_ok_is_no_recovery() {
        put(ADDRESS, "Okta sign-in fails", "");

        assertThat(only().title()).isEqualTo("Okta sign-in fails");
    }

    @Test
    void a_mail_of_which_nothing_can_be_read_still_opens_one() {
        assertThat(mails.put(Mails.to(ADDRESS, "\u0000\u0000\u0000"))).isEqualTo(new Receipt.Kept());

        assertThat(only().title()).isEqualTo("backup");
    }

    @Test
    void another_address_is_not_ours() {
        assertThat(mails.takes("backup@example.com")).isFalse();
        assertThat(mails.takes("backup-k7q2@example.org")).isFalse();
        assertThat(mails.takes(ADDRESS)).isTrue();
    }

    private void put(String recipient, String subject, String body) {
        assertThat(mails.takes(recipient)).isTrue();
        assertThat(mails.put(Mails.to(recipient, "Subject: %s\n\n%s\n".formatted(subject, body))))
                .isEqualTo(new Receipt.Kept());
    }

    private Incident only() {
        assertThat(house.all()).hasSize(1);
        return house.all().getFirst();
    }

    private String outcome() {
        return house.database.transact(handle -> handle.createQuery("select outcome from inbound_event")
                .mapTo(String.class)
                .one());
    }
}
