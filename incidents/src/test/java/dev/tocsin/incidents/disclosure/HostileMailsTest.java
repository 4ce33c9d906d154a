package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.disclosure.crypto.MadeCertificate;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.RawMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Whatever the bytes of a mail are: they are kept, and somebody hears of it.
class HostileMailsTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void whatever_comes_is_kept_and_becomes_a_case() throws IOException {
        var mails = mails();
        try (var house = new IntakeHouse()) {
            mails.forEach((name, mail) -> house.rooms
                    .mailbox()
                    .put(new ArrivedMail(
                            Optional.of("x@" + name + ".example"),
                            IntakeHouse.ADDRESS,
                            new RawMail(mail.getBytes(ISO_8859_1)),
                            house.paging.clock.instant())));

            house.work();

            assertThat(house.rooms.disclosures().mails(Long.MAX_VALUE, 100))
                    .hasSize(mails.size())
                    .allSatisfy(mail -> assertThat(mail.outcome()).isEqualTo("case"))
                    .allSatisfy(mail -> assertThat(mail.failed()).isFalse());
            assertThat(house.cases()).hasSize(mails.size());
            assertThat(house.cases()).allSatisfy(one -> {
                var message = house.read(one).messages().getFirst();
                assertThat(message.said().text()).doesNotContain("\u0000");
                assertThat(house.rooms
                                .mails()
                                .raw(one.id(), message.mail().orElseThrow(), "ana")
                                .orElseThrow())
                        .isIn(mails.values().stream()
                                .map(mail -> mail.getBytes(ISO_8859_1))
                                .toList());
            });
            var bomb = house.cases().stream()
                    .filter(one -> one.subject().equals("bomb"))
                    .map(house::read)
                    .findFirst()
                    .orElseThrow();
            assertThat(bomb.messages().getFirst().said().attachments())
                    .singleElement()
                    .satisfies(zip -> assertThat(zip.bytes()).isLessThan(MEGABYTE));
        }
    }

    /// Reading has 30 s for a mail, after which it is tried again, and at last given up: nothing here measures time.
    @Test
    void a_mail_full_of_armour_that_never_ends_is_read_like_any_other() {
        try (var house = new IntakeHouse()) {
            house.brings(
                    "x@y.example",
                    IntakeHouse.ADDRESS,
                    report("messages", "text/plain", "-----BEGIN PGP MESSAGE-----\n".repeat(100_000))
                            .replace("\r", ""));

            assertThat(house.read(house.only()).messages().getFirst().said().text())
                    .hasSizeGreaterThan(1_000_000);
            assertThat(house.rooms.disclosures().mails(Long.MAX_VALUE, 1))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.outcome()).isEqualTo("case"));
        }
    }

    @Test
    void a_signed_mail_full_of_keys_that_never_end_is_checked_like_any_other() {
        var words = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n".repeat(100_000);
        var mail = MadeCertificate.of("x@y.example")
                .signedMail("From: x@y.example\nSubject: keys\n", "Content-Type: text/plain\n\n" + words);
        try (var house = new IntakeHouse()) {
            house.brings("x@y.example", IntakeHouse.ADDRESS, mail);

            assertThat(house.read(house.only()).messages().getFirst().flags()).contains("signature-valid");
        }
    }

    @Test
    void of_many_encrypted_blocks_the_first_are_opened_and_the_others_told_of() {
        var blocks = "-----BEGIN PGP MESSAGE-----\n\nwcBM\n-----END PGP MESSAGE-----\n".repeat(1_000);
        try (var house = new IntakeHouse()) {
            house.brings(
                    "x@y.example",
                    IntakeHouse.ADDRESS,
                    report("blocks", "text/plain", blocks).replace("\r", ""));

            var said = house.read(house.only()).messages().getFirst().said();
            assertThat(said.problems()).hasSize(21).anyMatch(problem -> problem.contains("more than 20"));
        }
    }

    private static Map<String, String> mails() throws IOException {
        var mails = new LinkedHashMap<String, String>();
        mails.put("nothing", "");
        mails.put("no-header", "only words, no header at all");
        mails.put("binary", "\u0000\u0001\u00FF\u00FE".repeat(1_000));
        mails.put("nul", report("NUL\u0000here", "text/plain; charset=utf-8", "before\u0000after"));
        // U+D800 as some programs write it in UTF-8, which is no UTF-8, and in UTF-16.
        mails.put(
                "surrogate", report("lone \u00ED\u00A0\u0080", "text/plain; charset=utf-8", "lone \u00ED\u00A0\u0080"));
        mails.put("surrogate-16", report("lone", "text/plain; charset=utf-16be", "\u0000l\u00D8\u0000\u0000x"));
        mails.put("charset", report("which?", "text/plain; charset=\"x-no-such\u0000\u00FF\"", "caf\u00E9"));
        mails.put(
                "parts",
                report(
                        "parts",
                        "multipart/mixed; boundary=b",
                        "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000)));
        mails.put("nested", nested());
        mails.put("header", "X-Long: " + "a".repeat(MEGABYTE) + "\r\n" + report("long", "text/plain", "x"));
        mails.put("subject", report("=?utf-8?B?8J+U?= ".repeat(60_000), "text/plain", "x"));
        mails.put("addresses", "To: " + "<".repeat(100_000) + "\r\n" + report("to", "text/plain", "x"));
        mails.put("bomb", report("bomb", "application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64", bomb()));
        return mails;
    }

    private static String report(String subject, String type, String body) {
        return "From: x@y.example\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\nContent-Type: " + type
                + "\r\n\r\n" + body;
    }

    private static String nested() {
        var mail = new StringBuilder("From: x@y.example\r\n");
        for (var i = 0; i < 2_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
        }
        return mail.toString();
    }

    /// 64 MB of nothing in some 64 kB.
    private static String bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("nothing"));
            for (var i = 0; i < 64; i++) {
                zip.write(new byte[MEGABYTE]);
            }
        }
        return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
    }
}
