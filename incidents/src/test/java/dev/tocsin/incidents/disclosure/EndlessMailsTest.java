package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.auth.Dkim;
import dev.tocsin.incidents.disclosure.auth.Zone;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.disclosure.mail.Content;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Mails that take for ever to be read.
class EndlessMailsTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final PgpKey KEY =
            PgpKey.read(MadeKeys.pgp("rita@reporter.example"), new Secret(MadeKeys.PASSPHRASE));
    private static final byte[] MAIL = """
            DKIM-Signature: v=1; a=rsa-sha256; d=reporter.example; s=s; h=from; bh=eA==; b=eA==
            From: rita@reporter.example
            Content-Type: multipart/mixed; boundary=b

            --b

            In the cellar.
            %s
            --b--
            """.formatted(KEY.armouredPublicKey()).getBytes(US_ASCII);

    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        over.set(true);
        released.countDown();
    }

    /// Does it again and again, as a mail that has no end would.
    private void assertEnds(Callable<?> part) throws Exception {
        var now = new AtomicReference<>(Instant.EPOCH);
        var overdue = new Overdue(now::get);

        var outcome = overdue.within(AT_ONCE, "endless", 1, () -> {
            while (!over.get()) {
                part.call();
            }
            return "never";
        });

        assertThat(outcome).isEmpty();
        now.set(Instant.EPOCH.plus(Overdue.GRACE));
        await().atMost(Duration.ofSeconds(60)).until(() -> overdue.threads() == 0);
    }

    @Test
    void reading_parts_ends_when_nobody_waits_for_them() throws Exception {
        assertEnds(() -> ParsedMail.read(MAIL));
    }

    @Test
    void so_does_reading_what_parts_say() throws Exception {
        var root = ParsedMail.read(MAIL).root();

        assertEnds(() -> Content.of(root));
    }

    @Test
    void so_does_looking_for_keys() throws Exception {
        var mail = ParsedMail.read(MAIL);

        assertEnds(() -> PublicKeys.all(mail).toList());
    }

    @Test
    void so_does_checking_who_signed() throws Exception {
        assertEnds(() -> Dkim.verify(MAIL, new Zone(), Optional.empty()));
    }

    @Test
    void so_does_opening_what_is_sealed() throws Exception {
        var sealed = Correspondent.read(KEY.armouredPublicKey(), Instant.EPOCH)
                .orElseThrow()
                .seal("x", Optional.empty(), Instant.EPOCH);
        var mail = ("Subject: x\n\n" + sealed).getBytes(US_ASCII);
        var keys = new Keyring(Optional.of(KEY), Optional.empty());

        assertEnds(() -> OpenedMail.of(mail, keys));
    }

    private void begins(Overdue overdue, long mail) throws Exception {
        var outcome = overdue.within(AT_ONCE, "deaf", mail, () -> {
            while (!over.get()) {
                awaitDeaf();
            }
            return "late";
        });
        assertThat(outcome).isEmpty();
    }

    private void awaitDeaf() {
        try {
            released.await();
        } catch (InterruptedException unheard) {
            // It listens to nobody.
        }
    }

    @Test
    void no_mail_is_begun_beside_too_many_that_cannot_be_stopped_and_all_are_read_once_they_end() throws Exception {
        try (var house = new IntakeHouse()) {
            var intake = house.rooms.intake();
            for (var mail = 1; mail <= Overdue.MOST; mail++) {
                begins(intake.readers(), -mail);
            }
            house.reports("a@b.example", "read in time", "x");
            assertThat(house.cases()).hasSize(1);

            house.paging.clock.advance(Overdue.GRACE);
            house.reports("a@b.example", "a hole", "x");
            house.rooms.watch().look();

            assertThat(intake.overdue()).isEqualTo(Overdue.MOST);
            assertThat(house.cases()).hasSize(1);
            assertThat(titles(house)).contains("A node reads no security reports any more");

            release();
            await().atMost(Duration.ofSeconds(60)).until(() -> intake.overdue() == 0);
            house.work();
            house.rooms.watch().look();

            assertThat(house.cases()).hasSize(2);
            assertThat(titles(house)).doesNotContain("A node reads no security reports any more");
        }
    }

    @Test
    void a_mail_that_a_thread_reads_for_ever_is_a_case_at_the_second_try() throws Exception {
        try (var house = new IntakeHouse()) {
            house.put("a@b.example", IntakeHouse.ADDRESS, house.mail("a@b.example", "a hole", "x", ""));
            var id = house.rooms
                    .disclosures()
                    .mails(Long.MAX_VALUE, 1)
                    .getFirst()
                    .id();
            begins(house.rooms.intake().readers(), id);
            house.paging.clock.advance(Overdue.GRACE);

            house.work();

            assertThat(house.only().flags()).contains("unreadable");
        }
    }

    private static List<String> titles(IntakeHouse house) {
        return house.incidents().stream().map(one -> one.title()).toList();
    }
}
