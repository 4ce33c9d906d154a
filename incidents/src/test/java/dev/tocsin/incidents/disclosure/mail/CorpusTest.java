package dev.tocsin.incidents.disclosure.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The mails that are handed around as data, with the fields on which other readers agree. They are no part of this
/// tree: `-Dtocsin.vectors=FOLDER` says where they are.
class CorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Where the others have it otherwise, and why we do not follow.
    private static final Map<String, String> OURS = Map.of(
            "raw/set-of-emails/mac-lhost-postfix-01.eml", "lines end with CR alone: we read it, they gave up",
            "raw/enmime/mail-epilogue-sample.eml", "`--boundary-->` ends the parts: what follows is no attachment",
            "constructed/smime-enveloped.eml", "the test of decryption reads it",
            "constructed/smime-enveloped-opaque-signed.eml", "the test of decryption reads it");

    private final List<String> wrong = new ArrayList<>();
    private int checked;

    @Test
    void every_mail_is_read_as_its_manifest_says() throws IOException {
        var folder = System.getProperty("tocsin.vectors");
        assumeTrue(folder != null, "the mails are not here; -Dtocsin.vectors=FOLDER says where");
        var mails = Path.of(folder, "mail");
        var manifest =
                JSON.readTree(Files.readString(mails.resolve("manifest.json"))).get("mails");

        for (var entry : manifest) {
            var file = entry.get("file").textValue();
            if (OURS.containsKey(file)) {
                assertThat(ParsedMail.read(Files.readAllBytes(mails.resolve(file)))
                                .header()
                                .fields())
                        .isNotEmpty();
                continue;
            }
            compare(file, ParsedMail.read(Files.readAllBytes(mails.resolve(file))), entry);
        }

        System.out.printf("mails: %d read, %d fields compared, %d differ%n", manifest.size(), checked, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(manifest.size()).isPositive();
    }

    private void compare(String file, ParsedMail mail, JsonNode entry) {
        var expected = entry.path("expected");
        var disputed = new ArrayList<String>();
        entry.path("parsers_disagree")
                .forEach(one -> disputed.add(one.path("field").asText()));
        addresses(file, "from", mail.from(), expected, disputed);
        addresses(file, "to", mail.to(), expected, disputed);
        addresses(file, "cc", mail.cc(), expected, disputed);
        text(file, "subject", mail.subject().orElse(""), expected, disputed);
        text(file, "message_id", mail.messageId().orElse(""), expected, disputed);
        text(file, "in_reply_to", mail.inReplyTo().orElse(""), expected, disputed);
        if (expected.path("date_utc").isTextual() && !disputed.contains("date_utc")) {
            check(
                    file,
                    "date",
                    expected.get("date_utc").textValue() + "Z",
                    mail.date().map(Object::toString).orElse(""));
        }
        if (expected.has("has_html")) {
            check(
                    file,
                    "has_html",
                    expected.get("has_html").asText(),
                    "" + mail.content().html().isPresent());
        }
        for (var wanted : expected.path("text_contains")) {
            contains(file, mail, wanted.textValue());
        }
        entry.path("label").path("must_contain").forEach(wanted -> contains(file, mail, wanted.textValue()));
        attachments(file, mail, expected);
    }

    private void contains(String file, ParsedMail mail, String wanted) {
        var text = squeezed(mail.content().text());
        checked++;
        if (!text.contains(squeezed(wanted))) {
            wrong.add(file + " text should have <" + wanted + "> and is <"
                    + text.substring(0, Math.min(300, text.length())) + ">");
        }
    }

    private void attachments(String file, ParsedMail mail, JsonNode expected) {
        var found = mail.content().attachments();
        for (var wanted : expected.path("attachments_must_include")) {
            checked++;
            var name = wanted.path("filename").asText("");
            var hash = wanted.path("sha256").asText("");
            if (found.stream()
                    .noneMatch(one -> (name.isEmpty() || one.name().equals(name))
                            && (hash.isEmpty() || one.content().sha256().equals(hash)))) {
                wrong.add(file + " should have " + wanted + " and has "
                        + found.stream()
                                .map(one -> one.name() + " " + one.content().size() + " "
                                        + one.content().sha256())
                                .toList());
            }
        }
        var range = expected.path("attachment_count_range");
        if (range.size() == 2) {
            checked++;
            if (found.size() < range.get(0).asInt()
                    || found.size() > range.get(1).asInt()) {
                wrong.add(file + " should have " + range + " attachments and has " + found);
            }
        }
    }

    private void addresses(String file, String field, List<Mailbox> found, JsonNode expected, List<String> disputed) {
        if (expected.path(field).isArray() && !disputed.contains(field)) {
            var wanted = new ArrayList<String>();
            expected.get(field).forEach(one -> {
                if (!one.textValue().isEmpty()) {
                    wanted.add(one.textValue().toLowerCase(Locale.ROOT));
                }
            });
            check(
                    file,
                    field,
                    wanted.toString(),
                    found.stream()
                            .map(one -> one.address().toLowerCase(Locale.ROOT))
                            .toList()
                            .toString());
        }
    }

    private void text(String file, String field, String found, JsonNode expected, List<String> disputed) {
        if (expected.has(field) && !disputed.contains(field)) {
            check(file, field, squeezed(expected.get(field).asText("")), squeezed(found));
        }
    }

    private void check(String file, String field, String wanted, String found) {
        checked++;
        // They gave up on a byte where we found the letter.
        var pattern = Pattern.quote(wanted).replace("\uFFFD", "\\E.\\Q");
        if (!found.matches("(?s)" + pattern)) {
            wrong.add(file + " " + field + " should be <" + wanted + "> and is <" + found + ">");
        }
    }

    private static String squeezed(String text) {
        return text.equals("null")
                ? ""
                : text.replaceAll("[\\s\\u00A0\\u3000]+", " ").strip();
    }
}
