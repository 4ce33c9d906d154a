package dev.tocsin.monitor.posture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.posture.hsts.HstsChecks;
import dev.tocsin.monitor.posture.hsts.PreloadCheck;
import dev.tocsin.monitor.posture.hsts.PreloadChecks;
import dev.tocsin.monitor.posture.hsts.PreloadEligibility;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.hsts.PreloadRisk;
import dev.tocsin.monitor.posture.name.HostName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreloadTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GOOD = "max-age=31536000; includeSubDomains; preload";
    private static final String LIST = """
            // The list, with what a comment may hold: { "entries": 7 }
            {
              "pinsets": [ { "name": "x", "static_spki_hashes": [ "a" ] } ],
              "entries": [
                // one a line
                { "name": "bank.example", "policy": "bulk-1-year", "mode": "force-https", "include_subdomains": true },
                { "name": "old.bank.example", "policy": "custom", "mode": "", "include_subdomains": true },
                { "name": "alone.example", "policy": "bulk-18-weeks", "mode": "force-https" },
                { "name": "app", "policy": "public-suffix", "mode": "force-https", "include_subdomains": true }
              ]
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "bank.example, bank.example",
        "www.bank.example, bank.example",
        "a.old.bank.example, bank.example",
        "alone.example, alone.example",
        "www.alone.example, none",
        "shop.app, app",
        "example, none",
    })
    void the_closest_entry_holds(String host, String entry) throws IOException {
        var found = list(LIST).find(HostName.parse(host).orElseThrow());

        assertThat(found.map(PreloadList.Entry::name).orElse("none")).isEqualTo(entry);
    }

    @Test
    void what_is_no_list_is_refused_and_an_old_one_is_told() throws IOException {
        assertThatThrownBy(() -> list("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> list("{\"entries\": []}")).hasMessageContaining("no entry");
        assertThat(list(LIST).old(NOW.plus(Duration.ofDays(59)))).isFalse();
        assertThat(list(LIST).old(NOW.plus(Duration.ofDays(61)))).isTrue();
    }

    private static PreloadList list(String text) throws IOException {
        return PreloadList.read(new ByteArrayInputStream(text.getBytes(UTF_8)), Optional.of(NOW));
    }

    @Test
    void the_days_until_removal_are_counted() {
        assertThat(PreloadRisk.at(Optional.empty(), NOW)).isEmpty();
        assertThat(PreloadRisk.at(Optional.of(NOW), NOW)).contains(new PreloadRisk(1));
        assertThat(PreloadRisk.at(Optional.of(NOW), NOW.plus(Duration.ofDays(29)))
                        .orElseThrow())
                .hasToString("preload at risk, day 30 of 30");
        assertThat(PreloadRisk.at(Optional.of(NOW), NOW.plus(Duration.ofDays(30)))
                        .orElseThrow()
                        .over())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ".example.com, domain.format.begins_with_dot",
        "example.com., domain.format.ends_with_dot",
        "a..example.com, domain.format.contains_double_dot",
        "co.uk, domain.format.public_suffix",
        "exa_mple.com, domain.format.invalid_characters",
        "192.0.2.1, domain.format.is_ip_address",
        "www.example.com, domain.is_subdomain",
        "example.com, none",
    })
    void only_a_registered_name_can_be_preloaded(String domain, String code) {
        var found = PreloadEligibility.of(sight(domain, GOOD), PreloadCheck.Policy.ONE_YEAR);

        assertThat(found.errors().stream().findFirst().orElse("none")).isEqualTo(code);
    }

    @Test
    void a_listed_domain_that_fails_the_rules_is_at_risk() throws IOException {
        var list = Optional.of(list(LIST));
        var failing = Optional.of(sight("bank.example", "max-age=300"));
        var keeping = Optional.of(sight("bank.example", GOOD));

        var risky = PreloadChecks.of(
                "bank.example", Profile.BASIC, list, failing, Optional.of(NOW.minus(Duration.ofDays(3))), NOW);
        var safe = PreloadChecks.of("bank.example", Profile.BASIC, list, keeping, Optional.empty(), NOW);

        assertThat(risky.get(2).summary()).isEqualTo("preload at risk, day 4 of 30");
        assertThat(risky.get(2).verdict()).isEqualTo(PostureVerdict.FAIL);
        assertThat(risky.get(0).verdict()).isEqualTo(PostureVerdict.INFO);
        assertThat(safe.get(2).verdict()).isEqualTo(PostureVerdict.PASS);
    }

    private static PreloadEligibility.Sight sight(String domain, String header) {
        return new PreloadEligibility.Sight(
                domain,
                PreloadEligibility.Connection.GOOD,
                false,
                false,
                List.of(header),
                List.of(),
                List.of(),
                PreloadEligibility.Www.CLOSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=15768000; includeSubDomains|BASIC|none",
                "max-age=15768000; includeSubDomains|STRICT|warn minor hsts.max-age",
                "max-age=300|BASIC|warn major hsts.max-age",
                "max-age=0|BASIC|fail major hsts.max-age",
                "max-age=63072000|BASIC|none",
                "max-age=63072000|STRICT|warn minor hsts.subdomains",
                "max-age=63072000; includeSubDomains; preload|BASIC|warn minor hsts.preload-directive",
                "max-age=63072000; includeSubDomains; preload|PRELOAD|none",
                "max-age=63072000; includeSubDomains|PRELOAD|fail minor hsts.preload-directive",
                "max-age|BASIC|fail major hsts.valid",
                "max-age|NONE|none",
            })
    void a_header_is_measured_by_what_was_declared(String header, Profile profile, String worst) {
        var fields = new HstsChecks.Fields(
                Optional.of(List.of(header)), Optional.empty(), Optional.of(List.of(header)), Optional.empty());

        var bad = new HstsChecks(fields, "example.com", profile, false)
                .findings(true).stream()
                        .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                        .map(finding -> finding.verdict().word() + " "
                                + finding.severity().word() + " "
                                + finding.check().id())
                        .findFirst();

        assertThat(bad.orElse("none")).isEqualTo(worst);
    }
}
