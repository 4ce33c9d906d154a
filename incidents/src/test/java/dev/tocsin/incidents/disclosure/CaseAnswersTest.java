package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.disclosure.triage.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaseAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String RITA = "rita@reporter.example";
    private static final PgpKey OURS = PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), new Secret(MadeKeys.PASSPHRASE));
    private static final String HERS = MadeKeys.pgp(RITA);

    private final IntakeHouse house = new IntakeHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private static String sealed(String text, Optional<PgpKey> by) {
        return Correspondent.read(OURS.armouredPublicKey(), NOW).orElseThrow().seal(text, by, NOW);
    }

    private Disclosure encryptedReport(String words) {
        house.keyring = new Keyring(Optional.of(OURS), Optional.empty());
        house.reports(RITA, "A hole", sealed(words, Optional.empty()));
        return house.only();
    }

    @Test
    void whoever_wrote_encrypted_is_not_answered_in_the_clear_unless_that_is_said() {
        var one = encryptedReport("The hole is in the cellar.");

        var refused = house.rooms.answers().reply(one.id(), "ana", "Which cellar?", false);
        var sent = house.rooms.answers().reply(one.id(), "ana", "Please send your key.", true);
        house.work();

        assertThat(refused).isInstanceOf(Done.No.class);
        assertThat(sent).isEqualTo(new Done.Yes());
        assertThat(house.letters().getLast().text()).isEqualTo("Please send your key.");
        assertThat(house.letters()).noneMatch(letter -> letter.text().contains("cellar"));
    }

    @Test
    void whoever_wrote_encrypted_with_his_key_is_acknowledged_and_answered_sealed_and_signed() {
        var hers = PgpKey.read(HERS, new Secret(MadeKeys.PASSPHRASE));
        var one = encryptedReport("The hole is in the cellar.\n\n" + hers.armouredPublicKey());

        house.rooms.answers().reply(one.id(), "ana", "We dig.", false);
        house.work();

        assertThat(house.letters()).hasSize(2).allMatch(letter -> letter.text().startsWith("-----BEGIN PGP MESSAGE"));
        var opened = OpenedMail.of(
                ("\r\n" + house.letters().getLast().text()).getBytes(StandardCharsets.UTF_8),
                new Keyring(Optional.of(hers), Optional.empty()));
        assertThat(opened.mail().content().text()).isEqualToIgnoringWhitespace("We dig.");
        assertThat(house.read(one).messages().getLast().said().text()).isEqualTo("We dig.");
    }

    @Test
    void a_link_that_went_in_the_clear_shows_nothing_that_came_encrypted() {
        encryptedReport("The hole is in the cellar.");

        var seen = house.rooms.reporters().see(house.link()).orElseThrow();

        assertThat(seen.lines())
                .noneMatch(line -> line.text().contains("cellar"))
                .hasSize(2);
    }

    @Test
    void handlers_cannot_read_the_reporters_link_out_of_the_case() {
        house.reports(RITA, "A hole", "In the cellar.");

        assertThat(house.read(house.only()).messages())
                .noneMatch(message -> message.said().text().contains(house.link()));
    }

    @Test
    void in_a_critical_case_a_second_person_approves_what_is_answered() {
        house.reports(RITA, "A hole", "In the cellar.");
        var one = house.only();
        house.rooms
                .disclosures()
                .judge(
                        one.id(),
                        new Judgement(
                                Kind.SECURITY,
                                Optional.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"),
                                Optional.empty(),
                                false),
                        "ana");

        var waits = house.rooms.answers().reply(one.id(), "ana", "We dig.", false);
        house.work();
        var draft = ((Done.Waits) waits).number();

        assertThat(house.letters()).hasSize(1);
        assertThat(house.only().firstRepliedAt()).isEmpty();
        assertThat(house.rooms.reporters().see(house.link()).orElseThrow().lines())
                .hasSize(2);
        assertThat(house.rooms.answers().approve(one.id(), draft, "ana")).isInstanceOf(Done.No.class);
        assertThat(house.rooms.answers().approve(one.id(), draft, "bo")).isEqualTo(new Done.Yes());
        house.work();
        assertThat(house.letters().getLast().text()).isEqualTo("We dig.");
        assertThat(house.only().firstRepliedAt()).isPresent();
        assertThat(house.rooms.answers().approve(one.id(), draft, "bo")).isInstanceOf(Done.No.class);
    }

    @Test
    void a_draft_that_was_dropped_is_never_sent() {
        house.reports(RITA, "Pay or we publish", "We have copied your database. Pay 2 bitcoin, or we publish it.");
        var one = house.only();
        var draft = ((Done.Waits) house.rooms.answers().reply(one.id(), "ana", "No.", false)).number();

        house.rooms.answers().drop(one.id(), draft, "bo");

        assertThat(house.rooms.answers().approve(one.id(), draft, "bo")).isInstanceOf(Done.No.class);
    }

    @Test
    void judging_anew_keeps_what_is_not_said_again() {
        house.reports(RITA, "A hole", "In the cellar.");
        var one = house.only();
        var vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N";
        house.rooms
                .disclosures()
                .judge(one.id(), new Judgement(Kind.SECURITY, Optional.of(vector), Optional.of("Rita"), false), "ana");

        house.rooms
                .disclosures()
                .judge(one.id(), new Judgement(Kind.ABUSE, Optional.empty(), Optional.empty(), false), "ana");

        assertThat(house.only().cvss()).isEqualTo(vector);
        assertThat(house.only().credit()).isEqualTo("Rita");
    }

    @Test
    void the_log_of_the_cases_cannot_be_changed() {
        house.reports(RITA, "A hole", "In the cellar.");

        assertThatThrownBy(() -> house.paging.database.run(handle -> handle.execute("delete from disclosure_event")))
                .hasMessageContaining("append-only");
    }
}
