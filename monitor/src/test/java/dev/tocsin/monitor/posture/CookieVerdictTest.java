package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.cookie.CookieIssue;
import dev.tocsin.monitor.posture.cookie.CookieVerdict;
import dev.tocsin.monitor.posture.cookie.SetCookie;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieVerdictTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.example.com|a=b; Domain=example.com|true",
                "shop.example.com|a=b; Domain=.EXAMPLE.com|true",
                "shop.example.com|a=b; Domain=|true",
                "shop.example.com|a=b; Domain=other.com; Domain=example.com|true",
                "shop.example.com|a=b; Domain=other.com|false",
                "shop.example.com|a=b; Domain=op.example.com|false",
                "shop.example.com|a=b; Domain=x.shop.example.com|false",
                "shop.example.co.uk|a=b; Domain=co.uk|false",
                "alice.github.io|a=b; Domain=github.io|false",
                "github.io|a=b; Domain=github.io|true",
                "box.internal|a=b; Domain=internal|false",
                "192.0.2.1|a=b; Domain=192.0.2.1|true",
                "192.0.2.1|a=b; Domain=0.2.1|false",
            })
    void a_domain_must_cover_its_host_and_belong_to_somebody(String host, String field, boolean stored) {
        assertThat(judge(field, host).stored()).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "__Host-a=b; Secure; Path=/|true",
                "__Host-a=b; Secure; Path=/; Domain=example.com|false",
                "__Host-a=b; Secure|false",
                "__HOST-a=b; Secure; Path=/x|false",
                "__Secure-a=b; Secure|true",
                "__secure-a=b|false",
                "__Host-a|false",
                "=__Secure-a=b; Secure; Path=/|false",
            })
    void a_prefix_is_kept_or_the_cookie_is_dropped(String field, boolean stored) {
        assertThat(judge(field, "shop.example.com").stored()).isEqualTo(stored);
    }

    @Test
    void size_and_control_characters_decide_as_well() {
        assertThat(judge("a=" + "x".repeat(4095) + "; Secure", "example.com").stored())
                .isTrue();
        assertThat(judge("a=" + "x".repeat(4096) + "; Secure", "example.com").issues())
                .contains(CookieIssue.TOO_LARGE);
        assertThat(judge("a=" + "ü".repeat(2048) + "; Secure", "example.com").stored())
                .isFalse();
        assertThat(judge("a=\u0001; Secure", "example.com").stored()).isFalse();
        assertThat(judge("a=b\tc; Secure", "example.com").stored()).isTrue();
        assertThat(judge(";Secure", "example.com").issues()).contains(CookieIssue.EMPTY);
    }

    @Test
    void an_attribute_that_is_too_long_is_as_if_it_were_not_there() {
        var domain = "x".repeat(1025);

        assertThat(judge("a=b; Secure; Domain=" + domain, "example.com").stored())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Expires=Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
                "Expires=Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
                "Expires=Sun Nov  6 08:49:37 1994|1994-11-06T08:49:37Z",
                "Expires=6 nov 69 8:9:7|2069-11-06T08:09:07Z",
                "Expires=Wed, 31 Feb 2027 00:00:00 GMT|none",
                "Expires=Wed, 30 Nov 2027 24:00:00 GMT|none",
                "Expires=soon|none",
                "Expires=Sun, 06 Nov 1600 08:49:37 GMT|none",
                "Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT|2026-03-01T12:01:00Z",
                "Max-Age=6x; Expires=Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
                "Max-Age=60; Max-Age=|2026-03-01T12:01:00Z",
            })
    void the_end_is_read_as_browsers_read_it(String attributes, String end) {
        assertThat(SetCookie.parse("a=b; " + attributes).end(NOW))
                .isEqualTo(Optional.of(end).filter(text -> !text.equals("none")).map(Instant::parse));
    }

    @Test
    void a_number_of_any_length_is_a_long_time_or_the_past() {
        assertThat(SetCookie.parse("a=b; Max-Age=" + "9".repeat(500)).end(NOW)).isPresent();
        assertThat(SetCookie.parse("a=b; Max-Age=-" + "9".repeat(500)).end(NOW)).contains(Instant.EPOCH);
        assertThat(judge("a=b; Secure; Max-Age=34560001", "example.com").issues())
                .containsExactly(CookieIssue.LONG_LIVED);
        assertThat(judge("a=b; Secure; Max-Age=34560000", "example.com").issues())
                .isEmpty();
    }

    @Test
    void what_the_platform_sets_is_nobodys_fault() {
        var origin = new CookieVerdict.Origin("example.com", true, false, Set.of("route"));

        assertThat(CookieVerdict.of("route=a", origin, NOW).verdict()).isEqualTo(PostureVerdict.PASS);
    }

    @Property(tries = 2000)
    void no_text_whatever_makes_reading_fail(@ForAll("fields") String field, @ForAll String host) {
        var verdict = CookieVerdict.of(
                field, new CookieVerdict.Origin(host, true, false, CookieVerdict.Origin.LOAD_BALANCERS), NOW);

        assertThat(verdict.verdict() == PostureVerdict.PASS || !verdict.issues().isEmpty())
                .isTrue();
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                        "a",
                        "=",
                        ";",
                        " ",
                        "Secure",
                        "HttpOnly",
                        "SameSite=",
                        "None",
                        "Lax",
                        "Domain=",
                        "com",
                        "example",
                        ".",
                        "Path=/",
                        "Max-Age=",
                        "-",
                        "7",
                        "Expires=",
                        "1 Jan 2027 1:1:1",
                        "\u0007",
                        "\"",
                        "__Host-",
                        "\ud83d")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    private static CookieVerdict judge(String field, String host) {
        return CookieVerdict.of(
                field, new CookieVerdict.Origin(host, true, true, CookieVerdict.Origin.LOAD_BALANCERS), NOW);
    }
}
