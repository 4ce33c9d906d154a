package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeCertificate;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.disclosure.crypto.SmimeKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody who has an address of a case writes in its owner's name, and sends a key of his own.
class ChangedKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String RITA = "rita@reporter.example";
    private static final Secret WORD = new Secret(MadeKeys.PASSPHRASE);
    private static final PgpKey OURS = PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), WORD);
    private static final PgpKey HERS = PgpKey.read(MadeKeys.pgp(RITA), WORD);
    private static final PgpKey OTHER = PgpKey.read(MadeKeys.pgp(RITA), WORD);

    private static final PgpKey THIRD = PgpKey.read(MadeKeys.pgp(RITA), WORD);

    private final IntakeHouse house = new IntakeHouse();

    @BeforeEach
    void after_the_keys_were_made() {
        house.paging.clock.advance(Duration.between(house.paging.clock.instant(), NOW));
        house.keyring = new Keyring(Optional.of(OURS), Optional.empty());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private DisclosureId id() {
        return house.only().id();
    }

    private Participant rita() {
        return house.read(house.only()).participants().getFirst();
    }

    /// Into the case, by the address that our letter came from.
    private void answers(String words) {
        house.brings(RITA, back(), house.mail(RITA, "Re: A hole", words, ""));
    }

    private void signs(MadeCertificate by, String to, String name) {
        var head = "From: %s\nTo: %s\nSubject: A hole\nMessage-ID: <%s@reporter.example>\n"
                .formatted(RITA, IntakeHouse.ADDRESS, name);
        house.brings(RITA, to, by.signedMail(head, "Content-Type: text/plain\n\nIn the cellar: %s.\n".formatted(name)));
    }

    private String back() {
        return house.letters().getFirst().head().orElseThrow().from().replaceAll(".*<|>.*", "");
    }

    private boolean isAnswered(Keyring reader, boolean enveloped) {
        house.rooms.answers().reply(id(), "ana", "We dig.", false);
        house.work();
        var letter = house.letters().getLast();
        var head = enveloped ? """
                Content-Type: application/pkcs7-mime; smime-type=enveloped-data
                Content-Transfer-Encoding: base64

                """ : "Content-Type: text/plain\n\n";
        var opened = OpenedMail.of((head + letter.text()).getBytes(StandardCharsets.UTF_8), reader);
        return opened.encrypted() && opened.mail().content().text().contains("We dig.");
    }

    private static Keyring reading(PgpKey key) {
        return new Keyring(Optional.of(key), Optional.empty());
    }

    @Test
    void a_reporters_answers_stay_sealed_by_her_first_key_until_somebody_accepts_the_other() {
        house.reports(RITA, "A hole", "In the cellar.\n\n" + HERS.armouredPublicKey());
        answers("Write to this key now.\n\n" + OTHER.armouredPublicKey());
        var print = OTHER.fingerprint().replace(" ", "");

        assertThat(isAnswered(reading(HERS), false)).isTrue();
        assertThat(isAnswered(reading(OTHER), false)).isFalse();
        assertThat(house.only().flags()).contains("key-changed");
        assertThat(house.read(house.only()).messages().stream()
                        .filter(one -> one.direction().equals("in"))
                        .toList()
                        .getLast()
                        .flags())
                .contains("key-changed");
        assertThat(rita().offered().fingerprints()).containsExactly(print);

        var wrong = HERS.fingerprint();
        assertThat(house.rooms.disclosures().acceptKey(id(), RITA, wrong, "bo")).isInstanceOf(Done.No.class);
        assertThat(house.rooms.disclosures().acceptKey(id(), RITA, OTHER.fingerprint(), "bo"))
                .isEqualTo(new Done.Yes());
        assertThat(isAnswered(reading(OTHER), false)).isTrue();
        assertThat(rita().offered().fingerprints()).isEmpty();
        assertThat(keyEvents()).containsExactly("key-offered by " + RITA, "key-accepted by bo");
    }

    @Test
    void a_key_that_was_dismissed_is_not_offered_again_and_another_is() {
        house.reports(RITA, "A hole", "In the cellar.\n\n" + HERS.armouredPublicKey());
        answers("Write to this key now.\n\n" + OTHER.armouredPublicKey());
        var disclosures = house.rooms.disclosures();

        assertThat(disclosures.dismissKey(id(), RITA, HERS.fingerprint(), "bo")).isInstanceOf(Done.No.class);
        assertThat(disclosures.dismissKey(id(), RITA, OTHER.fingerprint(), "bo"))
                .isEqualTo(new Done.Yes());
        assertThat(disclosures.dismissKey(id(), RITA, OTHER.fingerprint(), "bo"))
                .isInstanceOf(Done.No.class);
        answers("I said to this one.\n\n" + OTHER.armouredPublicKey());
        answers("To this one!\n\n" + OTHER.armouredPublicKey());

        assertThat(rita().offered()).isEqualTo(PersonKeys.NONE);
        assertThat(isAnswered(reading(HERS), false)).isTrue();
        assertThat(keyEvents())
                .containsExactly("key-offered by " + RITA, "key-dismissed by bo", "key-came-again by " + RITA);
        assertThat(house.read(house.only()).messages().stream()
                        .filter(one -> one.flags().contains("key-dismissed"))
                        .count())
                .isEqualTo(2);

        answers("Then to this.\n\n" + THIRD.armouredPublicKey());
        assertThat(rita().offered().fingerprints())
                .containsExactly(THIRD.fingerprint().replace(" ", ""));
    }

    @Test
    void a_certificate_that_was_dismissed_is_not_offered_again() {
        var hers = MadeCertificate.of(RITA);
        var other = MadeCertificate.of(RITA);
        signs(hers, IntakeHouse.ADDRESS, "first");
        signs(other, back(), "second");
        var print = rita().offered().fingerprints().getFirst();

        assertThat(house.rooms.disclosures().dismissKey(id(), RITA, print, "bo"))
                .isEqualTo(new Done.Yes());
        signs(other, back(), "third");

        assertThat(rita().offered()).isEqualTo(PersonKeys.NONE);
    }

    private List<String> keyEvents() {
        return house.read(house.only()).timeline().stream()
                .filter(event -> event.kind().startsWith("key-"))
                .map(event -> event.kind() + " by " + event.by())
                .toList();
    }

    @Test
    void the_same_key_again_is_no_change() {
        house.reports(RITA, "A hole", "In the cellar.\n\n" + HERS.armouredPublicKey());
        answers("Still there.\n\n" + HERS.armouredPublicKey());

        assertThat(house.only().flags()).doesNotContain("key-changed");
        assertThat(rita().offered()).isEqualTo(PersonKeys.NONE);
    }

    @Test
    void a_certificate_stays_until_somebody_accepts_the_other() {
        var hers = MadeCertificate.of(RITA);
        var other = MadeCertificate.of(RITA);
        signs(hers, IntakeHouse.ADDRESS, "first");
        signs(other, back(), "second");
        var opensHers = new Keyring(Optional.empty(), Optional.of(SmimeKey.read(hers.file("x"), new Secret("x"))));
        var opensOther = new Keyring(Optional.empty(), Optional.of(SmimeKey.read(other.file("x"), new Secret("x"))));

        assertThat(isAnswered(opensHers, true)).isTrue();
        assertThat(house.only().flags()).contains("key-changed");

        var print = rita().offered().fingerprints().getFirst();
        assertThat(house.rooms.disclosures().acceptKey(id(), RITA, print, "bo")).isEqualTo(new Done.Yes());
        assertThat(isAnswered(opensOther, true)).isTrue();
    }

    @Test
    void a_pgp_key_that_comes_later_does_not_go_before_a_certificate() {
        var hers = MadeCertificate.of(RITA);
        signs(hers, IntakeHouse.ADDRESS, "first");
        answers("Write to this key now.\n\n" + OTHER.armouredPublicKey());

        assertThat(isAnswered(
                        new Keyring(Optional.empty(), Optional.of(SmimeKey.read(hers.file("x"), new Secret("x")))),
                        true))
                .isTrue();
        assertThat(house.only().flags()).contains("key-changed");
    }

    @Test
    void a_subkey_that_somebody_hung_on_a_reporters_key_seals_nothing() {
        var forged = MadeKeys.withForeignSubkey(HERS.armouredPublicKey());

        assertThat(Correspondent.read(forged, NOW).orElseThrow().fingerprint())
                .isEqualTo(Correspondent.read(HERS.armouredPublicKey(), NOW)
                        .orElseThrow()
                        .fingerprint());
    }
}
