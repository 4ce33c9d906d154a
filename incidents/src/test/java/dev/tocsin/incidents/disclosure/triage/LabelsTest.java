package dev.tocsin.incidents.disclosure.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incidents.disclosure.auth.Authenticator;
import dev.tocsin.incidents.disclosure.auth.TrustedResults;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The labels of the mails that are handed around as data: what may be answered by a machine, what opens a case, what
/// is a bounce. They are no part of this tree: `-Dtocsin.vectors=FOLDER` says where they are.
class LabelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Own OWN =
            new Own(Optional.of("security@company.example"), List.of("security.company.example"));
    private static final Authenticator AUTHENTICATOR = new Authenticator(
            new TrustedResults(List.of("mx.company.example"), Optional.of("company.example"), 1),
            Optional.empty(),
            List.of());

    private final List<String> wrongAnswers = new ArrayList<>();
    private final List<String> missedAnswers = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void every_mail_is_answered_and_placed_as_its_label_says() throws IOException {
        var folder = System.getProperty("tocsin.vectors");
        assumeTrue(folder != null, "the mails are not here; -Dtocsin.vectors=FOLDER says where");
        var mails = Path.of(folder, "mail");
        var manifest =
                JSON.readTree(Files.readString(mails.resolve("manifest.json"))).get("mails");

        for (var entry : manifest) {
            var file = entry.get("file").textValue();
            judge(file, Files.readAllBytes(mails.resolve(file)), entry.get("label"));
        }

        System.out.printf(
                "labels: %d mails, %d wrong and %d missed automatic answers, %d others differ%n",
                manifest.size(), wrongAnswers.size(), missedAnswers.size(), wrong.size());
        assertThat(wrongAnswers).isEmpty();
        assertThat(missedAnswers).isEmpty();
        assertThat(wrong).isEmpty();
    }

    private void judge(String file, byte[] raw, JsonNode label) {
        var mail = ParsedMail.read(raw);
        var text = new String(raw, StandardCharsets.ISO_8859_1);
        var circle = file.contains("own-loop");
        var known = new Placement.Known(
                text.contains("{{REPLY_TOKEN:C1") ? Optional.of(new Placement.CaseKey(1)) : Optional.empty(),
                Optional.empty(),
                file.contains("duplicate-same"),
                circle);
        var authenticity = AUTHENTICATOR.judge(mail, raw, mail.returnPath(), Instant.EPOCH);
        var verdict = MailVerdict.of(mail, Optional.empty(), OWN, authenticity, known);
        var sent = verdict.answer() instanceof AutomaticAnswer.Allowed;
        if (label.get("auto_ack").isBoolean() && sent != label.get("auto_ack").booleanValue()) {
            (sent ? wrongAnswers : missedAnswers)
                    .add(file + " " + verdict.answer().reason());
        }
        check(
                file,
                "bounce",
                label.get("is_bounce").asText(),
                "" + verdict.report().filter(one -> one.isBounce()).isPresent());
        check(file, "case", label.get("new_case").textValue(), word(verdict.placement()));
        var dsn = label.path("dsn");
        if (dsn.isObject()) {
            var report = verdict.report().orElseThrow();
            check(
                    file,
                    "recipient",
                    dsn.path("final_recipient").asText(""),
                    report.recipient().orElse(""));
            check(file, "status", dsn.path("status").asText(""), report.status().orElse(""));
            if (dsn.path("action").isTextual()) {
                check(
                        file,
                        "action",
                        dsn.get("action").textValue(),
                        report.action().orElse(""));
            }
        }
        if (label.has("page")) {
            check(
                    file,
                    "page",
                    label.get("page").asText(),
                    "" + !verdict.reading().signs().isEmpty());
        }
    }

    private static String word(Placement placement) {
        return switch (placement) {
            case Placement.NewCase _ -> "yes";
            case Placement.KnownCase _ -> "thread";
            case Placement.Hold _ -> "hold";
            case Placement.None _ -> "no";
        };
    }

    private void check(String file, String what, String wanted, String found) {
        if (!wanted.equals(found)) {
            wrong.add(file + " " + what + " should be <" + wanted + "> and is <" + found + ">");
        }
    }
}
