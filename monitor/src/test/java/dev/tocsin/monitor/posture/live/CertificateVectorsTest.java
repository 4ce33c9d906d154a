package dev.tocsin.monitor.posture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.CertificateCheck;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scenarios of certificates that are handed around as data, generated, served on the loopback and looked at.
class CertificateVectorsTest {

    @TempDir
    Path folder;

    @Test
    void every_scenario_is_judged_as_it_says() throws IOException, GeneralSecurityException {
        var vectors = System.getProperty("tocsin.vectors");
        assumeTrue(vectors != null, "the vectors are not here; -Dtocsin.vectors=FOLDER says where");
        assumeTrue(OpensslSite.possible(), "openssl is not here");
        var scenarios = new ObjectMapper().readTree(Files.readString(Path.of(vectors, "posture", "cert.json")));
        var wrong = new ArrayList<String>();

        for (var scenario : scenarios) {
            var got = judged(look(scenario));
            var expected = scenario.get("expect");
            var agrees = agrees(expected, got);
            System.out.printf("%-34s expected %s, got %s%n", scenario.get("id").textValue(), expected, got);
            if (!agrees) {
                wrong.add(scenario.get("id").textValue() + ": " + expected + " and not " + got);
            }
        }

        System.out.printf("cert: %d of %d vectors agree%n", scenarios.size() - wrong.size(), scenarios.size());
        assertThat(wrong).isEmpty();
        assertThat(scenarios.size()).isPositive();
    }

    private PostureSight look(JsonNode vector) throws IOException, GeneralSecurityException {
        var scenario = new Scenario(vector);
        if (scenario.options().isEmpty()) {
            try (var site = TlsSite.secure(
                    scenario.chain(),
                    scenario.key(),
                    path -> TlsSite.answer(200, path),
                    scenario.versions().toArray(String[]::new))) {
                return look(scenario, site.port());
            }
        }
        try (var site = OpensslSite.start(
                folder, scenario.chain(), scenario.key(), scenario.options().toArray(String[]::new))) {
            return look(scenario, site.port());
        }
    }

    private static PostureSight look(Scenario scenario, int port) {
        return new PostureProbe(DnsLookup.NONE)
                .look(
                        new PostureTarget(
                                WebUrl.parse("https://" + scenario.host() + "/").orElseThrow(),
                                Optional.of(HostAndPort.parse("127.0.0.1:" + port)),
                                PosturePolicy.of(Profile.NONE),
                                scenario.anchors(),
                                scenario.lists(),
                                Optional.empty(),
                                false,
                                Duration.ofSeconds(20)),
                        Scenario.NOW);
    }

    private record Judged(PostureVerdict verdict, Severity severity, List<String> summaries) {}

    /// What the handshake and the certificate amount to. That revocation cannot be told is a warning to these vectors.
    private static Judged judged(PostureSight sight) {
        var findings = sight.findings().stream()
                .filter(finding -> finding.check().id().startsWith("cert.")
                        || finding.check().id().startsWith("tls."))
                .toList();
        var bad = findings.stream()
                .filter(finding -> finding.verdict().compareTo(PostureVerdict.WARN) >= 0)
                .toList();
        var unknown = findings.stream()
                .anyMatch(finding -> finding.check() == CertificateCheck.REVOKED
                        && finding.summary().startsWith("revocation state unknown"));
        var verdict = bad.stream().map(Finding::verdict).reduce(PostureVerdict.PASS, PostureVerdict::or);
        return new Judged(
                unknown ? verdict.or(PostureVerdict.WARN) : verdict,
                bad.stream()
                        .map(Finding::severity)
                        .reduce(Severity.INFO, (one, other) -> one.compareTo(other) > 0 ? one : other),
                findings.stream()
                        .filter(finding -> finding.verdict() != PostureVerdict.PASS)
                        .map(Finding::summary)
                        .toList());
    }

    private static boolean agrees(JsonNode expected, Judged got) {
        var severity = expected.get("severity").isNull()
                ? "info"
                : expected.get("severity").textValue();
        for (var finding : expected.get("findings")) {
            if (got.summaries().stream().noneMatch(summary -> summary.startsWith(finding.textValue()))) {
                return false;
            }
        }
        return expected.get("verdict").textValue().equals(got.verdict().word())
                && severity.equals(got.severity().word());
    }
}
