package dev.tocsin.incidents.disclosure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.disclosure.DisclosureState;
import dev.tocsin.incidents.disclosure.IntakeHouse;
import dev.tocsin.incidents.disclosure.Judgement;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.Zone;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.triage.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The pages of the security address, as the outside calls them.
class SecurityPagesTest {
    private final IntakeHouse house = new IntakeHouse();
    private final SecurityResource pages = new SecurityResource(
            house.rooms.disclosures(),
            house.rooms.reporters(),
            () -> Optional.of(house.settings),
            () -> Keyring.EMPTY,
            () -> "Company & Sons");

    private final ReporterResource reporter = new ReporterResource(house.rooms.reporters(), () -> "Company & Sons");

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void the_policy_says_where_to_write_and_what_to_expect() {
        var html = pages.policy().getEntity().toString();

        assertThat(html).contains("mailto:security@company.example", "within 24 hours", "no legal steps");
        assertThat(html).contains("Company &amp; Sons").doesNotContain("http://", "https://");
    }

    @Test
    void where_no_reports_are_taken_every_page_says_so_and_leads_nowhere() {
        var none = new SecurityResource(
                house.rooms.disclosures(),
                house.rooms.reporters(),
                Optional::empty,
                () -> Keyring.EMPTY,
                () -> "Company & Sons");

        for (var answer : List.of(none.policy(), none.thanks(), none.report("nobody", "x", "y"))) {
            assertThat(answer.getStatus()).isEqualTo(404);
            assertThat(answer.getEntity().toString())
                    .contains("Company &amp; Sons takes no security reports here")
                    .doesNotContain("href");
        }
    }

    @Test
    void a_report_by_the_form_is_followed_by_its_link() {
        assertThat(pages.report("nobody", "x", "y").getStatus()).isEqualTo(400);
        assertThat(pages.report("rita@reporter.example", "XSS", "<script>alert(1)</script> in /login")
                        .getStatus())
                .isEqualTo(200);
        house.work();
        var token = house.link();

        var page = reporter.show(token).getEntity().toString();
        assertThat(page).contains(house.only().reference(), "&lt;script&gt;").doesNotContain("<script>");
        assertThat(reporter.act(token, "add", "one more thing", null)
                        .getEntity()
                        .toString())
                .contains("Added", "one more thing");
        assertThat(reporter.act(token, "ask", null, null).getEntity().toString())
                .contains("that you wait");
        assertThat(reporter.show("not-a-token").getStatus()).isEqualTo(404);
        assertThat(reporter.act("not-a-token", "add", "x", null).getStatus()).isEqualTo(404);
    }

    /// Its domain disowned the form's words as it disowns mails that it did not sign, and she waited for an answer.
    @Test
    void a_reporter_whose_domain_disowns_what_it_did_not_sign_is_answered_by_the_form_as_well() {
        house.names = new Zone().with("_dmarc.reporter.example", MailDns.Type.TXT, "v=DMARC1; p=reject");
        house.reports("rita@reporter.example", "Forged", "by mail");
        assertThat(house.letters()).isEmpty();

        pages.report("rita@reporter.example", "XSS", "in /login");
        house.work();

        assertThat(house.letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).contains("/security/cases/"));
    }

    @Test
    void a_file_by_the_link_is_kept_to_the_byte_and_a_large_one_is_not_taken() throws Exception {
        house.reports("rita@reporter.example", "XSS", "in /login");
        var token = house.link();
        var bytes = new byte[] {0, 1, '\r', '\n', (byte) 0xFF, '\r', 'x', '\n', '-', '-'};
        var form = new ByteArrayOutputStream();
        form.writeBytes(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"proof.png\"\r\nContent-Type: image/png\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(bytes);
        form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        var type = "multipart/form-data; boundary=b";

        var page = reporter.file(token, type, new ByteArrayInputStream(form.toByteArray()));
        var large = reporter.file(token, type, new ByteArrayInputStream(new byte[11 << 20]));
        house.work();

        assertThat(page.getEntity().toString()).contains("Your file is here");
        assertThat(large.getStatus()).isEqualTo(413);
        var one = house.only();
        var message = house.read(one).messages().getLast();
        assertThat(message.said().attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("proof.png");
            assertThat(house.rooms
                            .mails()
                            .attachment(one.id(), message.mail().orElseThrow(), file.sha256(), "ana")
                            .orElseThrow()
                            .content()
                            .bytes())
                    .isEqualTo(bytes);
        });
        assertThat(house.letters()).hasSize(1);
        assertThat(reporter.file("not-a-token", type, new ByteArrayInputStream(form.toByteArray()))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void an_address_that_others_may_have_seen_is_replaced_by_mail_and_can_be_closed() {
        house.reports("rita@reporter.example", "XSS", "in /login");
        var first = house.link();

        var renewed = reporter.act(first, "renew", null, null);
        house.work();
        var second = house.link();

        assertThat(renewed.getEntity().toString()).contains("by mail").doesNotContain(second);
        assertThat(second).isNotEqualTo(first);
        assertThat(reporter.show(first).getStatus()).isEqualTo(404);
        assertThat(reporter.show(second).getStatus()).isEqualTo(200);
        assertThat(reporter.act(second, "revoke", null, null).getStatus()).isEqualTo(200);
        assertThat(reporter.show(second).getStatus()).isEqualTo(404);
        assertThat(house.letters()).hasSize(2);
    }

    @Test
    void only_who_agreed_is_thanked_by_name_and_not_before_it_is_disclosed() {
        house.reports("rita@reporter.example", "XSS", "in /login");
        var id = house.only().id();
        house.rooms
                .disclosures()
                .judge(id, new Judgement(Kind.SECURITY, Optional.empty(), Optional.of("Rita R."), false), "ana");
        house.rooms.disclosures().move(id, DisclosureState.DISCLOSED, "ana", "out", Optional.empty());
        assertThat(pages.thanks().getEntity().toString()).contains("Nobody yet").doesNotContain("Rita");

        reporter.act(house.link(), "credit", null, "Rita <b>R.");
        assertThat(pages.thanks().getEntity().toString()).contains("Rita &lt;b&gt;R.", "2026-");

        reporter.act(house.link(), "credit", null, " ");
        assertThat(pages.thanks().getEntity().toString()).doesNotContain("Rita");

        house.reports("otto@reporter.example", "CSRF", "in /logout");
        reporter.act(house.link(), "credit", null, "Otto");
        assertThat(pages.thanks().getEntity().toString()).doesNotContain("Otto");
    }

    @Test
    void security_txt_never_lapses() {
        var text = new SecurityTxtResource(
                        () -> Optional.of(house.settings),
                        () -> Keyring.EMPTY,
                        URI.create("https://status.company.example"),
                        house.paging.clock)
                .show();

        assertThat(text)
                .contains(
                        "Contact: mailto:security@company.example\n",
                        "Expires: 2026-06-02T00:00:00Z\n",
                        "Canonical: https://status.company.example/.well-known/security.txt\n")
                .doesNotContain("Encryption");
    }
}
