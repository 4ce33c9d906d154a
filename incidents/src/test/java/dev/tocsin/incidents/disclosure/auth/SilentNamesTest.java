package dev.tocsin.incidents.disclosure.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.disclosure.auth.Authenticity.State;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Name servers that say what a domain asks for, and are silent when its signature is to be checked.
class SilentNamesTest {
    private static final Zone ZONE = new Zone()
            .with("_dmarc.reporter.example", MailDns.Type.TXT, "v=DMARC1; p=reject")
            .with("s._domainkey.reporter.example", MailDns.Type.TXT, "TIMEOUT")
            .with("s._domainkey.liar.example", MailDns.Type.TXT, "TIMEOUT")
            .with("reporter.example", MailDns.Type.TXT, "TIMEOUT");

    /// What has passed while somebody waited for them.
    private final AtomicLong waited = new AtomicLong();

    private Authenticity judged(String signer, String sender) {
        return judged(signer, 1, sender);
    }

    private Authenticity judged(String signer, int signatures, String sender) {
        var signature = "DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=s; h=from; bh=eA==; b=eA==\n".formatted(signer);
        var raw = """
                Received: from mail.reporter.example (mail.reporter.example [192.0.2.1]) by mx.company.example with ESMTP; x
                %sFrom: rita@reporter.example
                Subject: A hole

                In the cellar.
                """.formatted(signature.repeat(signatures))
                .replace("\n", "\r\n")
                .getBytes(US_ASCII);
        var ours = new TrustedResults(List.of("mx.company.example"), Optional.of("company.example"), 1);
        return new Authenticator(ours, Optional.of(this::waitedFor), List.of())
                .judge(ParsedMail.read(raw), raw, Optional.of(sender), Instant.EPOCH, waited::get);
    }

    /// As the resolvers of a machine do, who give a silent server ten seconds.
    private MailDns.Answer waitedFor(String name, MailDns.Type type) {
        var answer = ZONE.ask(name, type);
        if (answer instanceof MailDns.Answer.Unsure) {
            waited.addAndGet(Duration.ofSeconds(10).toNanos());
        }
        return answer;
    }

    @Test
    void a_signature_whose_key_cannot_be_asked_for_does_not_make_its_writer_a_forger() {
        var judged = judged("reporter.example", "x@bounces.example");

        assertThat(judged.state()).isEqualTo(State.UNAUTHENTICATED);
        assertThat(judged.isUnsure()).isTrue();
    }

    @Test
    void nor_do_servers_of_the_sender_that_cannot_be_asked_for() {
        assertThat(judged("elsewhere.example", "rita@reporter.example").isUnsure())
                .isTrue();
    }

    @Test
    void a_forger_gains_nothing_by_a_domain_of_his_own_that_is_silent() {
        assertThat(judged("liar.example", "x@liar.example").state()).isEqualTo(State.FAILED);
    }

    /// What takes 30 s is given up, and then nothing would speak against him.
    @Test
    void nor_by_more_signatures_than_there_is_time_for() {
        var judged = judged("liar.example", 10, "x@liar.example");

        assertThat(judged.state()).isEqualTo(State.FAILED);
        assertThat(judged.dkim()).isEqualTo("temperror");
        assertThat(Duration.ofNanos(waited.get())).isLessThan(Duration.ofSeconds(30));
    }
}
