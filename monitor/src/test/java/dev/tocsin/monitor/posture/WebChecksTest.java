package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.content.Page;
import dev.tocsin.monitor.posture.content.PageChecks;
import dev.tocsin.monitor.posture.cookie.CookieChecks;
import dev.tocsin.monitor.posture.cookie.CookieVerdict;
import dev.tocsin.monitor.posture.dns.CaaRecord;
import dev.tocsin.monitor.posture.dns.DnsChecks;
import dev.tocsin.monitor.posture.header.CspHeader;
import dev.tocsin.monitor.posture.header.HeaderChecks;
import dev.tocsin.monitor.posture.header.ResponseHeaders;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebChecksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final WebUrl URL =
            WebUrl.parse("https://shop.example.com/a/").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'none'|NOTHING_BY_DEFAULT",
                "DEFAULT-SRC 'self'|SAFE",
                "default-src 'self'; style-src 'unsafe-inline'|UNSAFE_STYLE",
                "default-src 'self'; img-src http:|PLAIN_PASSIVE",
                "default-src 'self' 'unsafe-eval'|UNSAFE_EVAL",
                "script-src 'unsafe-inline'; object-src 'none'|UNSAFE_INLINE",
                "script-src 'self'|UNSAFE_INLINE",
                "script-src 'unsafe-inline' 'nonce-abc'; object-src 'none'; style-src 'self'|SAFE",
                "default-src https:|UNSAFE_INLINE",
                "default-src 'self'; frame-src http://a.example|PLAIN_ACTIVE",
                "script-src 'strict-dynamic'; object-src 'none'|INVALID",
                "script-src 'strict-dynamic' 'sha256-abc' https: 'unsafe-inline'; object-src 'none'; style-src 'self'|SAFE",
                "default-src 'self'; default-src *|SAFE",
                ";;|ABSENT",
            })
    void a_policy_is_worth_what_the_observatory_says(String policy, CspHeader.Level level) {
        assertThat(CspHeader.read(List.of(policy), List.of()).level()).isEqualTo(level);
    }

    @Test
    void only_a_header_may_bind_framing() {
        assertThat(CspHeader.read(List.of("frame-ancestors 'self'"), List.of()).framingBound())
                .isTrue();
        assertThat(CspHeader.read(List.of(), List.of("frame-ancestors 'self'")).framingBound())
                .isFalse();
        assertThat(CspHeader.read(List.of("frame-ancestors https:"), List.of()).framingBound())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Content-Type-Options: NoSniff|xcto.nosniff|PASS|0",
                "x-content-type-options: sniff|xcto.nosniff|WARN|-5",
                "X-Frame-Options: deny|frame.ancestors|PASS|0",
                "X-Frame-Options: DENY, SAMEORIGIN|frame.ancestors|WARN|-20",
                "X-Other: x|frame.ancestors|WARN|-20",
                "Referrer-Policy: no-referrer, unknown|referrer.policy|PASS|5",
                "Referrer-Policy: unsafe-url|referrer.policy|WARN|-5",
                "Referrer-Policy: whatever|referrer.policy|WARN|-5",
                "Cross-Origin-Resource-Policy: same-site|corp.policy|PASS|10",
                "Cross-Origin-Resource-Policy: Same-Site|corp.policy|WARN|-5",
                "X-Other: x|csp.present|WARN|-25",
            })
    void headers_have_the_observatorys_points(String line, String check, PostureVerdict verdict, int points) {
        var found = headers(Profile.BASIC, line).stream()
                .filter(finding -> finding.check().id().equals(check))
                .findFirst()
                .orElseThrow();

        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.modifier()).isEqualTo(points);
    }

    @Test
    void a_missing_header_weighs_what_the_profile_says() {
        assertThat(headers(Profile.NONE)).noneMatch(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0);
        assertThat(headers(Profile.STRICT)).anyMatch(finding -> finding.verdict() == PostureVerdict.FAIL);
    }

    @Test
    void a_site_that_lets_everybody_read_with_credentials_fails() {
        var findings = headers(
                Profile.BASIC,
                "Access-Control-Allow-Origin: " + HeaderChecks.FOREIGN,
                "Access-Control-Allow-Credentials: true");

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.check()).isEqualTo(WebCheck.CORS);
            assertThat(finding.modifier()).isEqualTo(-50);
        });
    }

    private static List<Finding> headers(Profile profile, String... lines) {
        var fields = Arrays.stream(lines)
                .map(line -> new ResponseHeaders.Field(
                        line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)))
                .toList();
        var headers = new ResponseHeaders(fields);
        var csp = CspHeader.read(headers.all("Content-Security-Policy"), List.of());
        return new HeaderChecks(headers, csp, List.of(), profile).findings();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script src=http://a.example/x.js></script>|FAIL|PASS",
                "<SCRIPT SRC='HTTP://a.example/x.js'></SCRIPT>|FAIL|PASS",
                "<link rel='preload stylesheet' href=http://a.example/x.css>|FAIL|PASS",
                "<iframe src=http://a.example/>|FAIL|PASS",
                "<form action=http://shop.example.com/login>|FAIL|PASS",
                "<img src=http://a.example/x.png>|PASS|WARN",
                "<img srcset='/a.png 1x, http://a.example/b.png 2x'>|PASS|WARN",
                "<link rel=icon href=http://a.example/i.png>|PASS|WARN",
                "<base href=http://a.example/><img src=b.png>|PASS|WARN",
                "<!-- <script src=http://a.example/x.js></script> --><a href=http://a.example/>out</a>|PASS|PASS",
                "<img src=//a.example/x.png><script src=/x.js></script>|PASS|PASS",
            })
    void what_comes_over_plain_http_is_told_by_what_it_could_do(
            String html, PostureVerdict active, PostureVerdict passive) {
        var findings = PageChecks.of(Optional.of(Page.read(html, URL)), URL, false);

        assertThat(findings.get(0).verdict()).isEqualTo(active);
        assertThat(findings.get(1).verdict()).isEqualTo(passive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>no scripts|0",
                "<script>own()</script>|0",
                "<script src=/x.js></script>|0",
                "<script src=/x.js integrity=sha256-x></script>|5",
                "<script src=https://static.example.com/x.js></script>|0",
                "<script src=https://cdn.example.net/x.js></script>|-5",
                "<script src=https://cdn.example.net/x.js integrity=sha256-x></script>|5",
                "<script src=//cdn.example.net/x.js integrity=sha256-x></script>|-20",
                "<script src=http://cdn.example.net/x.js></script>|-50",
            })
    void foreign_scripts_need_a_digest(String html, int points) {
        var findings = PageChecks.of(Optional.of(Page.read(html, URL)), URL, false);

        assertThat(findings.get(2).modifier()).isEqualTo(points);
    }

    @Property(tries = 200)
    void no_page_whatever_makes_reading_fail(@ForAll String html, @ForAll String policy) {
        Page.read("<meta http-equiv=content-security-policy content=\"" + html, URL);
        CspHeader.read(List.of(policy), List.of(html)).level();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessionid=a|true|-30",
                "sessionid=a; HttpOnly|false|-40",
                "sessionid=a; HttpOnly|true|-10",
                "theme=a; Secure; SameSite=Lax|true|5",
                "theme=a; Secure|true|0",
                "theme=a|false|-20",
                "theme=a|true|-5",
                "csrftoken=a; Secure|true|-20",
            })
    void the_worst_about_cookies_counts_once(String field, boolean hsts, int points) {
        var origin = new CookieVerdict.Origin("shop.example.com", true, hsts, CookieVerdict.Origin.LOAD_BALANCERS);
        var cookie = CookieVerdict.of(field, origin, NOW);

        var findings = CookieChecks.of(List.of(cookie, cookie), hsts, Profile.BASIC);

        assertThat(findings.stream().mapToInt(Finding::modifier).sum()).isEqualTo(points);
    }

    @Test
    void caa_records_that_leave_the_issuer_out_refuse_the_next_renewal() {
        var own = Optional.of(List.of(new CaaRecord(0, "issue", "letsencrypt.org; validationmethods=dns-01")));
        var other = Optional.of(List.of(new CaaRecord(0, "issue", "pki.goog")));
        var nobody = Optional.of(List.of(new CaaRecord(0, "issue", ";")));
        var issuer = "CN=R11,O=Let's Encrypt,C=US";

        assertThat(DnsChecks.match(own, issuer, false).verdict()).isEqualTo(PostureVerdict.PASS);
        assertThat(DnsChecks.match(other, issuer, false).verdict()).isEqualTo(PostureVerdict.WARN);
        assertThat(DnsChecks.match(nobody, issuer, false).verdict()).isEqualTo(PostureVerdict.WARN);
        assertThat(DnsChecks.match(other, "O=Unheard Of", false).verdict()).isEqualTo(PostureVerdict.UNTESTED);
        assertThat(DnsChecks.match(Optional.of(List.of()), issuer, false).verdict())
                .isEqualTo(PostureVerdict.PASS);
        assertThat(DnsChecks.present(Optional.of(List.of(new CaaRecord(3, "issue", "a"))))
                        .verdict())
                .isEqualTo(PostureVerdict.WARN);
        assertThat(DnsChecks.dnssec(DnsChecks.Signed.BOGUS).verdict()).isEqualTo(PostureVerdict.FAIL);
    }
}
