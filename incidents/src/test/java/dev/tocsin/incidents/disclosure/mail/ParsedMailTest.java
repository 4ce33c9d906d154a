package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Mails as people and machines write them, in our own words.
class ParsedMailTest {
    /// What the product itself allows for reading one mail.
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static ParsedMail read(String mail) {
        return ParsedMail.read(mail.replace("\n", "\r\n").getBytes(UTF_8));
    }

    @Test
    void a_plain_mail_is_read() {
        var mail = read("""
                From: "Reporter, Rita" <rita@reporter.example>
                To: Team: a@company.example, b@company.example;
                Subject: =?utf-8?B?8J+U?= =?utf-8?B?pSBodA==?=
                Date: Tue, 10 Nov 2026 09:00:00 +0100 (CET)
                Message-ID: <one@reporter.example>
                References: <zero@company.example> <half@company.example>

                Words.
                """);

        assertThat(mail.from()).containsExactly(new Addresses.Mailbox("Reporter, Rita", "rita@reporter.example"));
        assertThat(mail.to())
                .extracting(Addresses.Mailbox::address)
                .containsExactly("a@company.example", "b@company.example");
        assertThat(mail.subject()).contains("🔥 ht");
        assertThat(mail.date()).contains(Instant.parse("2026-11-10T08:00:00Z"));
        assertThat(mail.messageId()).contains("one@reporter.example");
        assertThat(mail.references()).containsExactly("zero@company.example", "half@company.example");
        assertThat(mail.content().text()).isEqualTo("Words.\r\n");
    }

    @Test
    void of_two_forms_the_plain_one_is_read_and_html_alone_is_read_for_its_words() {
        var both = read("""
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                plain
                --b
                Content-Type: text/html

                <p>rich</p>
                --b--
                """);
        var html = read("""
                Content-Type: text/html; charset=utf-8

                <p>One<br>two</p><script>alert(1)</script><p>three <a href="https://x.example/">here</a></p>
                """);

        assertThat(both.content().text().strip()).isEqualTo("plain");
        assertThat(both.content().html()).isPresent();
        assertThat(html.content().text()).isEqualTo("One\ntwo\nthree here <https://x.example/>");
    }

    @Test
    void names_of_attachments_lose_their_paths_and_their_tricks() {
        assertThat(AttachmentName.safe("C:\\temp\\..\\report\u202Efdp.exe")).isEqualTo("reportfdp.exe");
        assertThat(AttachmentName.safe("../../etc/pass\u0000wd")).isEqualTo("pass\uFFFDwd");
        assertThat(AttachmentName.safe("..")).isEmpty();
        var mail = read("""
                Content-Type: application/pdf; name*0*=utf-8''B%C3%BC; name*1*=cher.pdf

                x
                """);
        assertThat(mail.content().attachments().getFirst().name()).isEqualTo("Bücher.pdf");
    }

    @Test
    void lines_that_flow_are_joined_again() {
        var mail = read("""
                Content-Type: text/plain; format=flowed

                one\s
                two
                > quoted\s
                > on
                --\s
                me
                """);

        assertThat(mail.content().text()).isEqualTo("one two\n> quoted on\n-- \nme\n");
    }

    @Test
    void letters_are_guessed_where_their_label_is_wrong() {
        assertThat(Charsets.decode("Grüße".getBytes(UTF_8), Optional.of("us-ascii")))
                .isEqualTo("Grüße");
        assertThat(Charsets.decode("Grüße".getBytes(ISO_8859_1), Optional.of("x-nonsense")))
                .isEqualTo("Grüße");
        assertThat(Charsets.decode("+ADw-script+AD4-".getBytes(UTF_8), Optional.of("utf-7")))
                .isEqualTo("<script>");
        assertThat(Clean.text("a\u0000b\uD800c\uDC00d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
    }

    @Test
    void html_is_made_harmless_after_it_was_decoded() {
        var mail = read("""
                Content-Type: text/html; charset=utf-7

                +ADw-script+AD4-alert(1)+ADw-/script+AD4-+ADw-p onclick+AD0-x+AD4-words+ADw-/p+AD4-
                """);

        assertThat(SafeHtml.of(mail.content().html().orElseThrow()).strip()).isEqualTo("<p>words</p>");
        assertThat(SafeHtml.of("<img src=//evil.example/x><a href=javascript:x>a</a><style>b</style>"))
                .doesNotContain("img", "javascript", "style");
    }

    @Test
    void ten_thousand_parts_are_read_to_the_thousandth_and_the_rest_is_named() {
        var parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000);

        var mail = ParsedMail.read(("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts).getBytes(UTF_8));

        assertThat(mail.problems()).contains("more than 1000 parts");
    }

    @Test
    void parts_inside_parts_have_an_end() {
        var mail = new StringBuilder();
        for (var i = 0; i < 500; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
        }

        assertThat(ParsedMail.read(mail.toString().getBytes(UTF_8)).problems()).isNotEmpty();
    }

    @Test
    void a_header_of_a_megabyte_is_shown_in_part() {
        var text = "Subject: " + "=?utf-8?B?8J+U?= ".repeat(60_000) + "\nFrom: " + "\"(a,".repeat(100_000) + "\nTo: "
                + "<".repeat(100_000) + "\n\nx";

        var mail = assertTimeoutPreemptively(BOUND, () -> read(text));

        assertThat(mail.subject().orElseThrow().length()).isLessThan(70_000);
        assertThat(mail.from()).hasSizeLessThan(1_001);
    }

    /// Words that mails are made of, in any order and broken anywhere.
    @Provide
    Arbitrary<byte[]> mails() {
        var words = Arbitraries.of(
                "From: ",
                "To: <",
                ">",
                "Subject: ",
                "=?utf-8?B?",
                "?=",
                "=?x?q?",
                "\r\n",
                "\n",
                "\r",
                "\0",
                "\uD83D",
                "Content-Type: multipart/mixed; boundary=\"b\"",
                "--b",
                "--b--",
                "Content-Type: text/html; charset=",
                "utf-7",
                "utf-16",
                "iso-2022-jp",
                "Content-Transfer-Encoding: base64",
                "quoted-printable",
                "=E2=8",
                "=",
                "Content-Disposition: attachment; filename*0*=",
                "''%zz",
                "message/rfc822",
                "message/delivery-status",
                "Final-Recipient: ;",
                "Status: 5.",
                "application/ms-tnef",
                "x\u009F>\"",
                " ",
                "\t",
                "(",
                "\"",
                "\\",
                ":",
                ";",
                ",",
                "@",
                "<a@b.example>",
                "Date: 99 Foo 2026 99:99",
                "<p><b>&#0;",
                "+AD",
                "begin 644 x",
                "References: <<<>",
                "-----BEGIN PGP MESSAGE-----",
                "ä");
        return words.list().ofMaxSize(60).map(list -> String.join("", list).getBytes(UTF_8));
    }

    @Property(tries = 400)
    void no_words_in_any_order_make_it_throw(@ForAll("mails") byte[] bytes) {
        assertTimeoutPreemptively(BOUND, () -> everything(ParsedMail.read(bytes)));
    }

    @Property(tries = 400)
    void no_bytes_make_it_throw(@ForAll byte[] bytes) {
        everything(ParsedMail.read(bytes));
    }

    private static void everything(ParsedMail mail) {
        var said = "" + mail.from() + mail.to() + mail.cc() + mail.replyTo() + mail.subject() + mail.date()
                + mail.messageId() + mail.inReplyTo() + mail.references() + mail.returnPath()
                + mail.content().text()
                + mail.content().attachments() + Reports.read(mail) + Addresses.areRunTogether(mail.header(), "From");
        assertThat(mail.content().text()).isEqualTo(Clean.text(mail.content().text()));
        assertThat(said).isNotEmpty();
    }
}
