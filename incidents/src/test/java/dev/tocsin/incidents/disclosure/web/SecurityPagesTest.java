package dev.tocsin.incidents.disclosure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.disclosure.IntakeHouse;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import java.net.URI;
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
    void a_report_by_the_form_is_followed_by_its_link() {
        assertThat(pages.report("nobody", "x", "y").getStatus()).isEqualTo(400);
        assertThat(pages.report("rita@reporter.example", "XSS", "<script>alert(1)</script> in /login")
                        .getStatus())
                .isEqualTo(200);
        house.work();
        var token = house.letters().getFirst().text().replaceAll("(?s).*/security/cases/(\\S+).*", "$1");

        var page = pages.show(token).getEntity().toString();
        assertThat(page).contains(house.only().reference(), "&lt;script&gt;").doesNotContain("<script>");
        assertThat(pages.act(token, "add", "one more thing").getEntity().toString())
                .contains("Added", "one more thing");
        assertThat(pages.act(token, "ask", null).getEntity().toString()).contains("that you wait");
        assertThat(pages.show("not-a-token").getStatus()).isEqualTo(404);
        assertThat(pages.act("not-a-token", "add", "x").getStatus()).isEqualTo(404);
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
                        "Expires: 2026-06-02T14:05:00Z\n",
                        "Canonical: https://status.company.example/.well-known/security.txt\n")
                .doesNotContain("Encryption");
    }
}
