package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeCertificate;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.disclosure.crypto.Signature;
import dev.tocsin.incidents.disclosure.crypto.Signatures;
import dev.tocsin.incidents.disclosure.crypto.SmimeKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What handlers are told of signatures.
class SignedMailsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String RITA = "rita@reporter.example";
    private static final PgpKey OURS = PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), new Secret(MadeKeys.PASSPHRASE));

    private static final MadeCertificate US = MadeCertificate.of(IntakeHouse.ADDRESS);

    private final IntakeHouse house = new IntakeHouse();

    @BeforeEach
    void after_the_keys_were_made() {
        house.paging.clock.advance(Duration.between(house.paging.clock.instant(), NOW));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static PgpKey key() {
        return PgpKey.read(MadeKeys.pgp(RITA), new Secret(MadeKeys.PASSPHRASE));
    }

    private static String sealed(String text, PgpKey by) {
        return Correspondent.read(OURS.armouredPublicKey(), NOW).orElseThrow().seal(text, Optional.of(by), NOW);
    }

    private Disclosures.Message last() {
        return house.read(house.only()).messages().stream()
                .filter(one -> one.direction().equals("in"))
                .toList()
                .getLast();
    }

    /// Into the case, by the address that our letter came from.
    private void answers(String words) {
        var back = house.letters().getFirst().head().orElseThrow().from().replaceAll(".*<|>.*", "");
        house.brings(RITA, back, house.mail(RITA, "Re: A hole", words, ""));
    }

    @Test
    void a_handler_sees_whether_the_key_that_signed_is_the_one_its_writer_sent_before() {
        house.keyring = new Keyring(Optional.of(OURS), Optional.empty());
        var hers = key();
        house.reports(RITA, "A hole", sealed("In the cellar.\n\n" + hers.armouredPublicKey(), hers));
        var first = last();

        answers(sealed("Still there.", hers));
        var second = last();
        var other = key();
        answers(sealed("Send the money here.\n\n" + other.armouredPublicKey(), other));
        var third = last();

        assertThat(first.flags()).contains("signature-valid").doesNotContain("signature-by-another-key");
        assertThat(first.said().proofs())
                .singleElement()
                .satisfies(one -> assertThat(one.sameKey()).isFalse());
        assertThat(second.flags()).contains("signature-valid").doesNotContain("signature-by-another-key");
        assertThat(second.said().proofs()).singleElement().satisfies(one -> {
            assertThat(one.sameKey()).isTrue();
            assertThat(one.key()).isEqualTo(hers.fingerprint().replace(" ", ""));
        });
        assertThat(third.flags()).contains("signature-valid", "signature-by-another-key");
        assertThat(house.only().authenticity()).isEqualTo("unauthenticated");
    }

    @Test
    void a_signature_by_a_key_that_nobody_sent_is_told_as_such() {
        house.keyring = new Keyring(Optional.of(OURS), Optional.empty());
        house.reports(RITA, "A hole", sealed("In the cellar.", key()));

        assertThat(last().flags()).contains("signature-unknown-key");
        assertThat(last().said().text()).contains("In the cellar.");
    }

    @Test
    void an_s_mime_signature_is_told_with_what_it_proves() {
        var hers = MadeCertificate.of(RITA);
        var head = "From: %s\nTo: %s\nSubject: A hole\nMessage-ID: <s@reporter.example>\n"
                .formatted(RITA, IntakeHouse.ADDRESS);
        house.brings(RITA, IntakeHouse.ADDRESS, hers.signedMail(head, "Content-Type: text/plain\n\nIn the cellar.\n"));

        assertThat(last().flags()).contains("signature-valid");
        assertThat(last().said().proofs()).singleElement().satisfies(one -> {
            assertThat(one.trust()).isEqualTo("unknown");
            assertThat(one.words()).contains("not who wrote it");
        });
    }

    private void writesEnveloped(SmimeKey ours, MadeCertificate hers, String words) {
        house.keyring = new Keyring(Optional.of(OURS), Optional.of(ours));
        var signed = "Content-Type: application/pkcs7-mime; smime-type=signed-data\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + hers.signs("Content-Type: text/plain\n\n" + words + "\n", true);
        var head = "From: %s\nTo: %s\nSubject: A hole\nMessage-ID: <e@reporter.example>\n"
                .formatted(RITA, IntakeHouse.ADDRESS);
        house.brings(RITA, IntakeHouse.ADDRESS, US.envelopes(head, signed));
    }

    @Test
    void whoever_writes_by_s_mime_alone_is_acknowledged_and_answered_by_s_mime_and_nothing_goes_in_the_clear() {
        var hers = MadeCertificate.of(RITA);
        var ours = SmimeKey.read(US.file(MadeKeys.PASSPHRASE), new Secret(MadeKeys.PASSPHRASE));
        writesEnveloped(ours, hers, "The hole is in the cellar.");

        var done = house.rooms.answers().reply(house.only().id(), "ana", "We dig.", false);
        house.work();

        assertThat(done).isEqualTo(new Done.Yes());
        assertThat(last().said().text()).contains("in the cellar");
        assertThat(last().flags()).contains("encrypted", "signature-valid");
        assertThat(house.letters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.head().orElseThrow().enveloped()).isTrue();
            assertThat(letter.text()).doesNotContain("We dig", "SR-");
        });
        var received = ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + house.letters().getLast().text())
                .getBytes(StandardCharsets.UTF_8);
        var hersToo = SmimeKey.read(hers.file(MadeKeys.PASSPHRASE), new Secret(MadeKeys.PASSPHRASE));
        var opened = OpenedMail.of(received, new Keyring(Optional.empty(), Optional.of(hersToo)));
        assertThat(opened.mail().content().text()).isEqualToIgnoringWhitespace("We dig.");
        assertThat(Signatures.check(opened.signatures(), List.of(), Optional.of(IntakeHouse.ADDRESS), NOW))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(Signature.State.VALID));
    }

    @Test
    void a_certificate_that_names_somebody_else_is_not_kept() {
        var otto = MadeCertificate.of("otto@reporter.example");
        writesEnveloped(
                SmimeKey.read(US.file(MadeKeys.PASSPHRASE), new Secret(MadeKeys.PASSPHRASE)), otto, "In the cellar.");

        assertThat(house.read(house.only()).participants())
                .allSatisfy(one -> assertThat(one.keys().certificate()).isEmpty());
        assertThat(house.rooms.answers().reply(house.only().id(), "ana", "We dig.", false))
                .isInstanceOf(Done.No.class);
    }

    @Test
    void a_pgp_key_goes_before_a_certificate() {
        var hers = MadeCertificate.of(RITA);
        var ours = SmimeKey.read(US.file(MadeKeys.PASSPHRASE), new Secret(MadeKeys.PASSPHRASE));
        writesEnveloped(ours, hers, "In the cellar.\n\n" + key().armouredPublicKey());

        assertThat(house.letters().getLast().text()).startsWith("-----BEGIN PGP MESSAGE");
        assertThat(house.letters().getLast().head().orElseThrow().enveloped()).isFalse();
    }
}
