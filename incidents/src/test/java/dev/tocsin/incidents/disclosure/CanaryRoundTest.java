package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.smtp.SmtpChannel;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.disclosure.imap.ImapInbox;
import dev.tocsin.incidents.disclosure.imap.ImapSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The test mail over real sockets: by SMTP to our mailbox, read by IMAP, and its acknowledgement by SMTP to the
/// mailbox
/// outside, looked for by IMAP.
class CanaryRoundTest {
    private static final String OUTSIDE = "probe@elsewhere.example";
    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private IntakeHouse house;

    @BeforeEach
    void start() {
        server.start();
        server.setUser(IntakeHouse.ADDRESS, IntakeHouse.ADDRESS, "word");
        server.setUser(OUTSIDE, OUTSIDE, "word");
        house = new IntakeHouse(
                IntakeHouse.ADDRESS,
                new OutsideCanary(account(OUTSIDE), Optional.of(mailbox(OUTSIDE)), Duration.ofHours(1), WITHIN),
                Optional.of(new SmtpChannel(
                        account("status@company.example"), Instant::now, new Secret("no bounces are awaited"))));
        house.paging.clock.advance(Duration.between(house.paging.clock.instant(), Instant.now()));
        house.keyring = new Keyring(
                Optional.of(PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), new Secret(MadeKeys.PASSPHRASE))),
                Optional.empty());
    }

    @AfterEach
    void stop() {
        house.close();
        server.stop();
    }

    private SmtpSettings account(String from) {
        return new SmtpSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                SmtpSettings.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                from);
    }

    private ImapSettings mailbox(String user) {
        return new ImapSettings(
                "127.0.0.1",
                server.getImap().getPort(),
                ImapSettings.Tls.NONE,
                user,
                Optional.of(new Secret("word")),
                Optional.empty(),
                "INBOX");
    }

    private ImapInbox reads() {
        return ImapInbox.start(
                mailbox(IntakeHouse.ADDRESS), house.paging.database, house.paging.clock, house.rooms.mailbox());
    }

    private MailFolder at(String address) {
        try {
            return server.getManagers()
                    .getImapHostManager()
                    .getInbox(server.getUserManager().getUserByEmail(address));
        } catch (FolderException fault) {
            throw new AssertionError(fault);
        }
    }

    private long lyingAt(String address) {
        return at(address).getMessageCount();
    }

    private void swallow(String address) throws FolderException {
        assertThat(lyingAt(address)).isEqualTo(1);
        at(address).deleteAllMessages();
    }

    /// Sends one, and waits until it is kept.
    private void sends() {
        house.rooms.canary().sendDue();
        try (var _ = reads()) {
            await().atMost(PATIENCE)
                    .until(() -> house.rooms.disclosures().counts().containsKey("stored"));
        }
        house.work();
    }

    @Test
    void the_test_mail_goes_round_by_smtp_and_imap_and_its_acknowledgement_is_found_outside() {
        sends();
        assertThat(lyingAt(OUTSIDE)).isEqualTo(1);
        assertThat(house.cases()).isEmpty();

        house.rooms.canary().tellDue();
        house.rooms.canary().lookDue();
        house.paging.clock.advance(WITHIN.multipliedBy(2));
        house.rooms.canary().tellDue();

        assertThat(house.incidents()).isEmpty();
        assertThat(lyingAt(OUTSIDE)).isZero();
    }

    @Test
    void a_mailbox_that_swallows_the_test_mail_pages_and_one_that_works_again_ends_the_alarm() throws Exception {
        house.rooms.canary().sendDue();
        swallow(IntakeHouse.ADDRESS);
        house.paging.clock.advance(WITHIN);
        house.rooms.canary().tellDue();

        assertThat(house.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(incident.summary()).contains("it has not arrived");
        });

        house.paging.clock.advance(Duration.ofHours(1));
        sends();
        house.work();
        house.rooms.canary().lookDue();
        house.rooms.canary().tellDue();
        assertThat(house.incidents()).isEmpty();
    }

    @Test
    void an_acknowledgement_that_does_not_reach_the_mailbox_outside_pages() throws Exception {
        sends();
        swallow(OUTSIDE);

        house.rooms.canary().lookDue();
        house.rooms.canary().tellDue();
        assertThat(house.incidents()).isEmpty();
        house.paging.clock.advance(WITHIN.plusMinutes(2));
        house.rooms.canary().tellDue();

        assertThat(house.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.summary()).contains("acknowledgement has not arrived"));
    }

    @Test
    void a_mailbox_outside_that_cannot_be_read_says_nothing_of_what_lies_in_it() {
        sends();
        server.getUserManager().getUserByEmail(OUTSIDE).setPassword("another");

        house.rooms.canary().lookDue();
        house.rooms.canary().tellDue();

        assertThat(house.incidents()).isEmpty();
    }
}
