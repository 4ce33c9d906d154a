package dev.tocsin.incidents.disclosure.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.config.Secret;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.mailroom.RawMail;
import jakarta.mail.Flags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real IMAP server in this process.
class ImapInboxTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestDatabase postgres = TestDatabase.create();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final KeptMails keeper = new KeptMails();
    private final List<String> kept = keeper.subjects;
    private GreenMailUser user;

    @BeforeEach
    void start() {
        server.start();
        user = server.setUser("security@example.com", "security@example.com", "word");
    }

    @AfterEach
    void stop() {
        server.stop();
        postgres.close();
    }

    private ImapInbox inbox(Duration nudge) {
        return ImapInbox.start(
                new ImapSettings(
                        "127.0.0.1",
                        server.getImap().getPort(),
                        ImapSettings.Tls.NONE,
                        "security@example.com",
                        Optional.of(new Secret("word")),
                        Optional.empty(),
                        "INBOX"),
                postgres.database(),
                InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z")),
                keeper,
                nudge,
                Duration.ofMinutes(4));
    }

    private void arrives(String subject) {
        user.deliver(GreenMailUtil.createTextEmail(
                "security@example.com",
                "rita@example.org",
                subject,
                "words",
                server.getImap().getServerSetup()));
    }

    @Test
    void what_lies_there_and_what_comes_is_kept_once_whoever_has_looked_at_it() throws Exception {
        arrives("one");
        arrives("two");
        server.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .getMessages()
                .getFirst()
                .setFlags(new Flags(Flags.Flag.SEEN), true);

        try (var _ = inbox(MINUTE)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> kept.size() == 2);
            arrives("three");
            await().atMost(Duration.ofSeconds(10)).until(() -> kept.size() == 3);
        }
        try (var _ = inbox(MINUTE)) {
            arrives("four");
            await().atMost(Duration.ofSeconds(10)).until(() -> kept.size() == 4);
        }

        assertThat(kept).containsExactly("one", "two", "three", "four");
    }

    @Test
    void a_nudge_does_not_disturb_the_reading() {
        try (var _ = inbox(Duration.ofMillis(100))) {
            for (var i = 0; i < 5; i++) {
                arrives("mail-" + i);
                var wanted = i + 1;
                await().atMost(Duration.ofSeconds(10)).until(() -> kept.size() == wanted);
            }
        }

        assertThat(kept).hasSize(5);
    }

    @Test
    void a_mail_that_cannot_be_kept_stays_unseen_and_comes_again() {
        arrives("one");
        var refusals = new CopyOnWriteArrayList<String>();
        var settings = new ImapSettings(
                "127.0.0.1",
                server.getImap().getPort(),
                ImapSettings.Tls.NONE,
                "security@example.com",
                Optional.of(new Secret("word")),
                Optional.empty(),
                "INBOX");

        var refusing = new KeptMails() {
            @Override
            public void keep(Handle handle, RawMail raw, Instant at, Place place) {
                if (refusals.isEmpty()) {
                    refusals.add("full");
                    throw new IllegalStateException("the disk is full");
                }
                super.keep(handle, raw, at, place);
                kept.add("one");
            }
        };

        try (var _ = ImapInbox.start(settings, postgres.database(), InstantSource.system(), refusing)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> kept.size() == 1);
        }

        assertThat(refusals).hasSize(1);
    }

    @Test
    void a_mail_that_was_passed_over_is_found_when_the_mailbox_is_compared_with_what_we_have() throws Exception {
        arrives("passed-over");
        arrives("kept");
        var validity = server.getManagers().getImapHostManager().getInbox(user).getUidValidity();
        postgres.database()
                .run(handle ->
                        handle.createUpdate("""
                                insert into imap_cursor (mailbox, uid_validity, last_uid)
                                values ('security@example.com@127.0.0.1/INBOX', :validity, 2)
                                """).bind("validity", validity).execute());
        keeper.uids.add(2L);

        try (var _ = inbox(MINUTE)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> counted(0) == 2);
        }

        assertThat(kept).containsExactly("passed-over");
    }

    /// How many mails lay in the mailbox when so many were missing; -1 when it was not counted so.
    private int counted(int missing) {
        return postgres.database()
                .transact(handle -> handle.createQuery(
                                "select mails from imap_cursor where missing = :missing and counted_at is not null")
                        .bind("missing", missing)
                        .mapTo(int.class)
                        .findOne()
                        .orElse(-1));
    }

    @Test
    void a_mailbox_that_was_made_anew_is_read_from_its_beginning() {
        assertThat(new Cursor(7, 100).nextUid(7)).isEqualTo(101);
        assertThat(new Cursor(7, 100).nextUid(8)).isEqualTo(1);
    }
}
