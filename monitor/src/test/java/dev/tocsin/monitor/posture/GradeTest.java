package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "135, A+", "100, A+", "99, A", "90, A", "85, A-", "80, B+", "79, B", "65, B-", "60, C+", "50, C", "45, C-",
        "40, D+", "30, D", "25, D-", "24, F", "0, F"
    })
    void the_letters_are_those_of_the_observatory(int score, String letter) {
        assertThat(Letter.of(score).sign()).isEqualTo(letter);
    }

    @Test
    void nothing_wrong_is_full_marks() {
        var grade = Grade.of(List.of(Finding.pass(TlsCheck.CONNECT, "good")));

        assertThat(grade.letter()).isEqualTo(Letter.A_PLUS);
        assertThat(grade.transport().score()).isEqualTo(100);
    }

    @Test
    void points_add_up_and_each_line_says_for_what() {
        var grade = Grade.of(List.of(
                Finding.fail(CertificateCheck.EXPIRY, "soon"),
                Finding.warn(HstsCheck.MAX_AGE, "short").modifying(-10)));

        assertThat(grade.transport().score()).isEqualTo(60);
        assertThat(grade.transport().lines().stream()
                        .map(line ->
                                line.points() + " " + line.finding().check().id()))
                .containsExactly("-30 cert.expiry", "-10 hsts.max-age");
        assertThat(grade.headers().score()).isEqualTo(90);
        assertThat(grade.letter()).isEqualTo(Letter.C_PLUS);
    }

    @ParameterizedTest
    @CsvSource({
        "cert.expired, T",
        "cert.trust, T",
        "cert.hostname, M",
        "tls.version.floor, B",
        "cert.chain.complete, B",
        "tls.version.13, C",
        "tls.connect, F"
    })
    void some_failures_leave_no_better_letter(String check, String letter) {
        var grade = Grade.of(List.of(Finding.fail(Check.of(check).orElseThrow(), "bad")));

        assertThat(grade.transport().letter().sign()).isEqualTo(letter);
    }

    @Test
    void a_warning_sets_no_bound() {
        assertThat(Grade.of(List.of(Finding.warn(TlsCheck.VERSION_13, "1.2")))
                        .transport()
                        .letter())
                .isEqualTo(Letter.A);
    }

    @Test
    void what_is_better_than_asked_counts_only_where_the_rest_is_good() {
        var bonus = Finding.pass(WebCheck.CORP, "same-origin").modifying(10);

        assertThat(Grade.of(List.of(bonus)).headers().score()).isEqualTo(110);
        assertThat(Grade.of(List.of(
                                bonus, Finding.warn(WebCheck.FRAMING, "none").modifying(-20)))
                        .headers()
                        .score())
                .isEqualTo(80);
    }

    @Test
    void what_was_not_tested_lowers_the_coverage_alone() {
        var grade = Grade.of(List.of(
                Finding.untested(CertificateCheck.REVOKED, "nobody knows"),
                Finding.pass(CertificateCheck.TRUST, "trusted"),
                Finding.info(CertificateCheck.CHAIN_EXTRA, "one"),
                Finding.info(CertificateCheck.CHAIN_EXTRA, "two")));

        assertThat(grade.letter()).isEqualTo(Letter.A_PLUS);
        assertThat(grade.coverage()).isEqualTo(new Grade.Coverage(2, 3));
    }

    @Property
    void a_further_failure_never_betters_the_transport_grade(
            @ForAll @IntRange(max = 70) int one, @ForAll @IntRange(max = 70) int other) {
        var checks = Check.all();
        var first = Finding.fail(checks.get(one % checks.size()), "bad");
        var second = Finding.fail(checks.get(other % checks.size()), "bad");

        assertThat(Grade.of(List.of(first, second)).transport().letter())
                .isGreaterThanOrEqualTo(Grade.of(List.of(first)).transport().letter());
    }

    @Test
    void every_row_of_the_table_has_a_name_of_its_own_and_says_what_to_do() {
        var all = Check.all();

        assertThat(all.stream().map(Check::id)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9.-]+"));
        assertThat(all).allSatisfy(check -> {
            assertThat(check.reference()).isNotBlank();
            assertThat(check.fix())
                    .endsWith(check.fix().contains(": max-age") ? "s" : ".")
                    .isNotBlank();
        });
    }

    @Test
    void an_accepted_risk_counts_again_when_its_time_is_over() {
        var finding = Finding.fail(TlsCheck.VERSION_FLOOR, "TLS 1.0");
        var policy = new PosturePolicy(
                Profile.BASIC,
                Map.of(),
                List.of(new PosturePolicy.AcceptedRisk("tls.version.floor", "old tills", NOW.plusSeconds(1))));

        assertThat(policy.apply(List.of(finding), NOW).getFirst().verdict()).isEqualTo(PostureVerdict.INFO);
        assertThat(policy.apply(List.of(finding), NOW).getFirst().summary()).contains("old tills");
        assertThat(policy.apply(List.of(finding), NOW.plusSeconds(1))).containsExactly(finding);
        assertThatThrownBy(() -> new PosturePolicy.AcceptedRisk("tls.version.floor", " ", NOW))
                .hasMessageContaining("needs a reason");
    }

    @Test
    void an_owner_may_weigh_a_check_otherwise_or_leave_it_out() {
        var policy = new PosturePolicy(
                Profile.BASIC,
                Map.of(
                        "tls.version.floor", new PosturePolicy.Wish.Weight(Severity.MAJOR),
                        "caa.present", new PosturePolicy.Wish.Off()),
                List.of());

        var counted = policy.apply(
                List.of(
                        Finding.fail(TlsCheck.VERSION_FLOOR, "TLS 1.0"),
                        Finding.info(WebCheck.CAA, "none"),
                        Finding.pass(TlsCheck.CONNECT, "good")),
                NOW);

        assertThat(counted.stream().map(finding -> finding.check().id() + " " + finding.severity()))
                .containsExactly("tls.version.floor MAJOR", "tls.connect INFO");
    }

    @Test
    void one_bad_address_of_three_is_a_failure_that_names_it() {
        var good = List.of(Finding.pass(CertificateCheck.EXPIRED, "in time"));
        var bad = List.of(Finding.fail(CertificateCheck.EXPIRED, "expired"));

        var joined = AddressFindings.join(Map.of("192.0.2.1", good, "192.0.2.2", bad, "192.0.2.3", good));

        assertThat(joined.stream()
                        .map(finding -> finding.verdict() + " "
                                + finding.check().id() + " " + finding.summary() + " / " + finding.evidence()))
                .containsExactly(
                        "FAIL cert.expired expired / 1 of 3 addresses: 192.0.2.2",
                        "FAIL cert.per-address bad at 1 of 3 addresses / 192.0.2.2");
    }
}
