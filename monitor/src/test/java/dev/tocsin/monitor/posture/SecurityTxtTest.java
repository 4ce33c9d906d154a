package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.securitytxt.SecurityTxt;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxtIssue;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityTxtTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONTACT = "Contact: mailto:security@example.com\n";
    private static final String FILE = CONTACT + "Expires: 2026-09-01T00:00:00Z\n";

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, EXPIRED",
        "2026-03-01T12:00:01Z, EXPIRES_SOON",
        "2026-03-31T12:00:00Z, none",
        "2027-03-01T12:00:00Z, none",
        "2027-03-01T12:00:01Z, EXPIRES_LATE",
        "2026-06-30t23:59:60z, none",
        "2026-06-30T12:00:00.123456789-02:30, none",
        "2026-06-31T12:00:00Z, ODD_EXPIRES",
        "2026-06-30T12:00:00, ODD_EXPIRES",
        "2026-06-30 12:00:00Z, ODD_EXPIRES",
        "'Thu, 31 Dec 2026 18:37:07 GMT', ODD_EXPIRES",
    })
    void the_end_must_be_a_date_within_the_year(String expires, String issue) {
        var judged = judge(CONTACT + "Expires: " + expires + "\n");

        assertThat(judged.issues().stream().map(Enum::name).findFirst().orElse("none"))
                .isEqualTo(issue);
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:security@example.com, true",
        "https://example.com/report, true",
        "tel:+1-201-555-0123, true",
        "security@example.com, false",
        "http://example.com/report, false",
        "mailto:, false",
        "https://, false",
    })
    void a_contact_is_a_uri_that_reaches_somebody(String contact, boolean sound) {
        var judged = judge("Contact: " + contact + "\nExpires: 2026-09-01T00:00:00Z\n");

        assertThat(judged.issues().contains(SecurityTxtIssue.ODD_CONTACT)).isNotEqualTo(sound);
    }

    @Test
    void comments_and_unknown_fields_are_nobodys_business() {
        assertThat(judge("# ours\n\n" + FILE + "Bounty: yes\nEncryption: openpgp4fpr:5f2d\n")
                        .issues())
                .isEmpty();
    }

    @Test
    void a_signed_file_is_read_within_its_signature() {
        var signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + FILE
                + "- -----\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n";

        assertThat(judge(signed.replace("- -----\n", "")).issues()).isEmpty();
        assertThat(judge(signed).issues()).containsExactly(SecurityTxtIssue.NO_FIELD);
    }

    @Test
    void what_is_not_as_the_standard_writes_it_is_named() {
        assertThat(judge(FILE + "Preferred-Languages: en\nPreferred-Languages: de\n")
                        .issues())
                .containsExactly(SecurityTxtIssue.SEVERAL_LANGUAGES);
        assertThat(judge(FILE + "Preferred-Languages: en, Deutsch?\n").issues())
                .containsExactly(SecurityTxtIssue.ODD_LANGUAGES);
        assertThat(judge(FILE + "Policy: http://example.com/policy\n").issues())
                .containsExactly(SecurityTxtIssue.ODD_LINK);
        assertThat(judge("\uFEFF" + FILE).issues()).containsExactly(SecurityTxtIssue.BYTE_ORDER_MARK);
        assertThat(judge(FILE + "Hiring:\n").issues()).containsExactly(SecurityTxtIssue.EMPTY_FIELD);
        assertThat(judge(FILE + "Hiring:https://example.com/\n").issues()).containsExactly(SecurityTxtIssue.NO_SPACE);
    }

    @Test
    void the_file_belongs_under_well_known() {
        var served = new SecurityTxt.Served("/security.txt", 200, Optional.of("text/plain"), FILE, Optional.empty());

        assertThat(SecurityTxt.judge(served, NOW).issues()).containsExactly(SecurityTxtIssue.ELSEWHERE);
    }

    @Property
    void no_text_whatever_makes_reading_fail(@ForAll String text) {
        judge(text);
        assertThat(judge("Expires: " + text).verdict()).isEqualTo(PostureVerdict.FAIL);
    }

    private static SecurityTxt judge(String body) {
        return SecurityTxt.judge(
                new SecurityTxt.Served(
                        "/.well-known/security.txt",
                        200,
                        Optional.of("Text/Plain; Charset=\"UTF-8\""),
                        body,
                        Optional.empty()),
                NOW);
    }
}
