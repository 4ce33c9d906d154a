package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key of somebody of whom we had none: whether it is his depends on the mail that brings it.
class FirstKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String RITA = "rita@reporter.example";
    private static final Secret WORD = new Secret(MadeKeys.PASSPHRASE);
    private static final PgpKey OURS = PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), WORD);
    private static final PgpKey HERS = PgpKey.read(MadeKeys.pgp(RITA), WORD);
    private static final String KEY = "\n\n" + HERS.armouredPublicKey();
    private static final String FORGED = "Authentication-Results: mx.company.example; dmarc=fail\n";

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

    private void reports(String words) {
        house.reports(RITA, "A hole", words);
    }

    private String back() {
        return house.letters().getFirst().head().orElseThrow().from().replaceAll(".*<|>.*", "");
    }

    private void follows(String words) {
        house.brings(RITA, back(), house.mail(RITA, "Re: A hole", words, ""));
    }

    private void followsAuthenticated(String words) {
        house.brings(RITA, back(), house.authentic(RITA, "Re: A hole", words, ""));
    }

    private static String sealed(String words) {
        return Correspondent.read(OURS.armouredPublicKey(), NOW).orElseThrow().seal(words, Optional.empty(), NOW);
    }

    private Participant rita() {
        return house.read(house.only()).participants().getFirst();
    }

    private Done answered() {
        var done = house.rooms.answers().reply(house.only().id(), "ana", "We dig.", false);
        house.work();
        return done;
    }

    private boolean isSealedForHer() {
        var text = "Content-Type: text/plain\n\n" + house.letters().getLast().text();
        var opened =
                OpenedMail.of(text.getBytes(StandardCharsets.UTF_8), new Keyring(Optional.of(HERS), Optional.empty()));
        return opened.encrypted() && opened.mail().content().text().contains("We dig.");
    }

    private void accepted() {
        assertThat(house.rooms.disclosures().acceptKey(house.only().id(), RITA, HERS.fingerprint(), "bo"))
                .isEqualTo(new Done.Yes());
    }

    private void assertWaits() {
        assertThat(rita().keys()).isEqualTo(PersonKeys.NONE);
        assertThat(rita().offered().fingerprints())
                .containsExactly(HERS.fingerprint().replace(" ", ""));
        assertThat(house.only().flags()).contains("key-waits").doesNotContain("key-changed");
    }

    @Test
    void the_key_in_a_report_is_its_writers_whoever_he_says_he_is() {
        reports("In the cellar." + KEY);

        assertThat(answered()).isEqualTo(new Done.Yes());
        assertThat(isSealedForHer()).isTrue();
    }

    @Test
    void a_key_that_anybody_may_have_sent_later_waits_and_she_is_answered_as_before() {
        reports("In the cellar.");
        follows("Write to this key." + KEY);

        assertWaits();
        assertThat(answered()).isEqualTo(new Done.Yes());
        assertThat(house.letters().getLast().text()).contains("We dig.");

        accepted();
        assertThat(answered()).isEqualTo(new Done.Yes());
        assertThat(isSealedForHer()).isTrue();
    }

    @Test
    void a_key_that_her_domain_vouches_for_later_is_taken_and_waits_no_more() {
        reports("In the cellar.");
        follows("Write to this key." + KEY);
        followsAuthenticated("Write to this key." + KEY);

        assertThat(rita().offered()).isEqualTo(PersonKeys.NONE);
        assertThat(answered()).isEqualTo(new Done.Yes());
        assertThat(isSealedForHer()).isTrue();
    }

    @Test
    void whoever_wrote_encrypted_is_not_answered_by_a_key_that_her_provider_could_send() {
        reports(sealed("In the cellar."));
        followsAuthenticated("Write to this key." + KEY);

        assertWaits();
        var letters = house.letters().size();
        assertThat(answered()).isInstanceOf(Done.No.class);
        assertThat(house.letters()).hasSize(letters);

        accepted();
        assertThat(answered()).isEqualTo(new Done.Yes());
        assertThat(isSealedForHer()).isTrue();
    }

    @Test
    void a_key_within_what_was_encrypted_is_taken() {
        reports(sealed("In the cellar." + KEY));

        assertThat(answered()).isEqualTo(new Done.Yes());
        assertThat(isSealedForHer()).isTrue();
    }

    @Test
    void a_key_beside_what_was_encrypted_may_have_been_put_there_on_the_way() {
        reports(sealed("In the cellar.") + KEY);

        assertWaits();
        assertThat(answered()).isInstanceOf(Done.No.class);
    }

    @Test
    void a_key_in_a_mail_that_her_domain_disowns_waits() {
        house.brings(RITA, IntakeHouse.ADDRESS, FORGED + house.mail(RITA, "A hole", "In the cellar." + KEY, ""));

        assertWaits();
    }
}
