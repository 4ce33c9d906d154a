package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.MailHead;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaseKeepingTest {
    private static final String RITA = "rita@reporter.example";

    private final IntakeHouse house = new IntakeHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void what_is_closed_and_what_was_never_a_case_is_erased_when_its_time_has_come() {
        house.reports(RITA, "A hole", "In the cellar.");
        house.reports("otto@reporter.example", "Another hole", "In the roof.");
        var closed = house.cases().getLast();
        house.rooms.disclosures().move(closed.id(), DisclosureState.CLOSED, "ana", "done", Optional.empty());
        house.brings(
                RITA, IntakeHouse.ADDRESS, house.mail(RITA, "Away", "I am away.", "Auto-Submitted: auto-replied\n"));

        house.paging.clock.advance(Duration.ofDays(100));
        house.rooms.retention().eraseDue();
        assertThat(keys("inbound_mail")).isEqualTo(2);
        assertThat(keys("disclosure")).isEqualTo(2);

        house.paging.clock.advance(Duration.ofDays(3 * 365));
        house.rooms.retention().eraseDue();
        assertThat(keys("disclosure")).isEqualTo(1);
        assertThat(house.read(closed).disclosure().erased()).isTrue();
        assertThat(house.read(closed).messages()).isEmpty();
        assertThat(house.cases().getFirst().erased()).isFalse();
    }

    private int keys(String table) {
        return house.paging.database.transact(
                handle -> handle.createQuery("select count(*) from " + table + " where key is not null")
                        .mapTo(int.class)
                        .one());
    }

    @Test
    void what_a_machine_held_back_is_read_and_made_a_case_by_a_person() {
        house.brings(
                RITA, IntakeHouse.ADDRESS, house.mail(RITA, "Hole", "By script.", "Auto-Submitted: auto-generated\n"));
        var held = house.rooms.disclosures().mails(Long.MAX_VALUE, 10).getFirst();
        assertThat(held.outcome()).isEqualTo("held");

        var read = house.rooms.bin().read(held.id(), "ana").orElseThrow();
        assertThat(read.content().text()).contains("By script.");
        assertThat(house.rooms.bin().promote(held.id(), "ana")).isTrue();
        house.work();

        assertThat(house.read(house.only()).messages().getFirst().said().text()).contains("By script.");
        assertThat(house.letters()).isEmpty();
        assertThat(house.rooms.bin().read(held.id(), "ana")).isEmpty();
        assertThat(house.rooms.bin().promote(held.id(), "ana")).isFalse();
        assertThat(house.rooms.disclosures().log(Long.MAX_VALUE, 10))
                .anySatisfy(line -> assertThat(
                                line.event().kind() + " " + line.event().by())
                        .isEqualTo("read-held ana"))
                .anySatisfy(line -> assertThat(line.event().kind()).isEqualTo("promoted"));
    }

    @Test
    void a_test_mail_from_outside_that_comes_home_is_no_case_and_pages_nobody() {
        house.keyring = new Keyring(
                Optional.of(PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), new Secret(MadeKeys.PASSPHRASE))),
                Optional.empty());
        house.rooms.canary().sendDue();
        house.rooms.canary().sendDue();
        var sent = house.outside.got();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().message().text()).startsWith("-----BEGIN PGP MESSAGE-----");
        assertThat(sent.getFirst().message().head().map(MailHead::automatic)).hasValue(false);

        comesHome("");

        assertThat(house.cases()).isEmpty();
        assertThat(house.letters()).isEmpty();
        house.paging.clock.advance(Duration.ofMinutes(20));
        house.rooms.canary().tellDue();
        assertThat(house.incidents()).isEmpty();
    }

    @Test
    void a_test_mail_that_does_not_arrive_pages_until_the_next_one_does() {
        house.rooms.canary().sendDue();
        house.paging.clock.advance(Duration.ofMinutes(14));
        house.rooms.canary().tellDue();
        assertThat(house.incidents()).isEmpty();

        house.paging.clock.advance(Duration.ofMinutes(1));
        house.rooms.canary().tellDue();
        assertThat(house.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.summary()).contains("has not arrived"));

        house.paging.clock.advance(Duration.ofHours(1));
        house.rooms.canary().sendDue();
        comesHome("");
        house.rooms.canary().tellDue();
        assertThat(house.incidents()).isEmpty();
    }

    @Test
    void a_test_mail_that_would_not_have_been_answered_pages_although_it_came() {
        house.rooms.canary().sendDue();
        comesHome("List-Id: <everybody.company.example>\n");
        house.rooms.canary().tellDue();

        assertThat(house.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.summary()).contains("would not be acknowledged"));
    }

    @Test
    void a_test_mail_that_the_server_outside_refuses_pages() {
        house.outside.answerNext(new Outcome.Refused("account closed", false));

        house.rooms.canary().sendDue();
        house.rooms.canary().tellDue();

        assertThat(house.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.summary()).contains("account closed"));
    }

    /// Brings the last test mail that left, with fields that somebody on its way added.
    private void comesHome(String fields) {
        var message = house.outside.got().getLast().message();
        house.brings("probe@elsewhere.example", IntakeHouse.ADDRESS, """
                %sFrom: %s
                To: %s
                Subject: %s
                Message-ID: <%s>

                %s""".formatted(
                        fields,
                        message.head().orElseThrow().from(),
                        message.recipient(),
                        message.subject(),
                        message.head().orElseThrow().messageId(),
                        message.text()));
    }
}
