package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final List<CertificateFacts> CHAIN = List.of(certificate("leaf"), certificate("issuer"));

    private final Judge judge = new Judge(new WitnessedTrust());
    private int asked;

    private static CertificateFacts certificate(String fingerprint) {
        var month = Duration.ofDays(30);
        return new CertificateFacts(
                "", "", List.of(), "", fingerprint, NOW.minus(month), NOW.plusSeconds(300), "", 0, "");
    }

    private boolean passes(List<CertificateFacts> chain, String authType, Instant now) {
        try {
            judge.check(chain, authType, now, _ -> asked++);
            return true;
        } catch (CertificateException refused) {
            return false;
        }
    }

    @Test
    void a_chain_that_passed_is_not_checked_again_at_once() {
        assertThat(passes(CHAIN, "UNKNOWN", NOW)).isTrue();
        assertThat(passes(CHAIN, "UNKNOWN", NOW.plusSeconds(60))).isTrue();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void it_is_checked_again_once_a_date_has_passed() {
        passes(CHAIN, "UNKNOWN", NOW);
        passes(CHAIN, "UNKNOWN", NOW.plusSeconds(301));

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void it_is_checked_again_after_ten_minutes() {
        var lasting = List.of(
                new CertificateFacts("", "", List.of(), "", "x", NOW, NOW.plus(Duration.ofDays(90)), "", 0, ""));
        passes(lasting, "UNKNOWN", NOW);
        passes(lasting, "UNKNOWN", NOW.plus(Duration.ofMinutes(10)).minusMillis(1));
        passes(lasting, "UNKNOWN", NOW.plus(Duration.ofMinutes(10)));

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void another_chain_or_another_use_is_another_question() {
        passes(CHAIN, "UNKNOWN", NOW);
        passes(CHAIN.subList(0, 1), "UNKNOWN", NOW);
        passes(CHAIN, "ECDHE_ECDSA", NOW);

        assertThat(asked).isEqualTo(3);
    }

    @Test
    void a_refusal_is_never_remembered() {
        for (var i = 0; i < 2; i++) {
            var before = asked;
            try {
                judge.check(CHAIN, "UNKNOWN", NOW, _ -> {
                    asked++;
                    throw new CertificateException("no");
                });
            } catch (CertificateException refused) {
                assertThat(refused).hasMessage("no");
            }
            assertThat(asked).isEqualTo(before + 1);
        }
    }
}
