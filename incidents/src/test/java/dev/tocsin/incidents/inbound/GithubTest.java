package dev.tocsin.incidents.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.Severity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GithubTest {
    /// The example of GitHub's own page on checking signatures.
    @Test
    void a_signature_is_checked_as_github_documents_it() {
        var body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        var secret = new Secret("It's a Secret to Everybody");
        var signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(Github.isSigned(body, signature, secret)).isTrue();
        assertThat(Github.isSigned(body, signature.replace('7', '8'), secret)).isFalse();
        assertThat(Github.isSigned(body, "", secret)).isFalse();
        assertThat(Github.isSigned("Hello, world!".getBytes(StandardCharsets.UTF_8), signature, secret))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"critical,CRITICAL", "high,MAJOR", "medium,MINOR", "low,MINOR"})
    void a_dependency_with_a_hole_is_as_bad_as_its_advisory_says(String word, Severity severity) throws Exception {
        assertThat(Github.read("dependabot_alert", json("created", word)))
                .isInstanceOfSatisfying(Event.Trigger.class, trigger -> {
                    assertThat(trigger.key()).isEqualTo("acme/shop:dependabot:7");
                    assertThat(trigger.title()).isEqualTo("acme/shop: left-pad has a known hole");
                    assertThat(trigger.severity()).isEqualTo(severity);
                });
    }

    @Test
    void a_leaked_secret_is_critical_and_never_repeated() throws Exception {
        assertThat(Github.read("secret_scanning_alert", json("created", "")))
                .isInstanceOfSatisfying(Event.Trigger.class, trigger -> {
                    assertThat(trigger.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(trigger.toString()).contains("Token of a cloud").doesNotContain("made-here");
                });
    }

    @ParameterizedTest
    @CsvSource({"dependabot_alert,fixed", "dependabot_alert,dismissed", "secret_scanning_alert,resolved"})
    void what_is_mended_there_is_over_here(String kind, String action) throws Exception {
        assertThat(Github.read(kind, json(action, "low"))).isInstanceOf(Event.Resolve.class);
    }

    @Test
    void what_pages_nobody_is_ignored_with_the_reason_and_what_is_cut_off_is_told() throws Exception {
        assertThat(Github.read("push", json("x", ""))).isInstanceOf(Event.Ignored.class);
        assertThat(Github.read("dependabot_alert", json("assignees_changed", "")))
                .isEqualTo(
                        new Event.Ignored("acme/shop:dependabot:7", "the action \"assignees_changed\" pages nobody"));
        assertThatThrownBy(() -> Github.read("dependabot_alert", new ObjectMapper().createObjectNode()))
                .isInstanceOf(Unreadable.class);
    }

    private static JsonNode json(String action, String severity) throws Exception {
        return new ObjectMapper().readTree("""
            {"action": "%s", "repository": {"full_name": "acme/shop"}, "alert": {"number": 7,
             "html_url": "https://github.com/acme/shop/security/7", "secret": "made-here",
             "secret_type_display_name": "Token of a cloud",
             "dependency": {"package": {"name": "left-pad"}},
             "security_advisory": {"severity": "%s", "summary": "it reads too far"}}}""".formatted(action, severity));
    }
}
