package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The example of <https://www.twilio.com/docs/usage/security#validating-requests>: address, form, token, signature.
class TwilioSignatureTest {

    private static final String SIGNED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private static final String PATH = "/myapp.php?foo=1&bar=2";
    private static final Map<String, List<String>> FORM = Map.of(
            "CallSid", List.of("CA1234567890ABCDE"),
            "Caller", List.of("+14158675309"),
            "Digits", List.of("1234"),
            "From", List.of("+14158675309"),
            "To", List.of("+18005551212"));

    private final TwilioSignature signature = at("https://mycompany.com");

    @Test
    void the_example_of_twilios_manual_is_genuine() {
        assertThat(signature.isGenuine(PATH, FORM, SIGNED)).isTrue();
    }

    @Test
    void a_public_address_may_end_in_a_slash_and_name_its_port() {
        assertThat(at("https://mycompany.com/").isGenuine(PATH, FORM, SIGNED)).isTrue();
        assertThat(at("https://mycompany.com:443").isGenuine(PATH, FORM, SIGNED))
                .isTrue();
    }

    @Test
    void any_of_several_tokens_may_have_signed() {
        var rotating = new TwilioSignature(
                URI.create("https://mycompany.com"), () -> List.of(new Secret("newer"), new Secret("12345")));

        assertThat(rotating.isGenuine(PATH, FORM, SIGNED)).isTrue();
    }

    @Test
    void a_missing_or_forged_signature_is_not() {
        assertThat(signature.isGenuine(PATH, FORM, "")).isFalse();
        assertThat(signature.isGenuine(PATH, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B9="))
                .isFalse();
        assertThat(signature.isGenuine(PATH, FORM, "nonsense\0")).isFalse();
    }

    @Test
    void another_token_address_or_path_is_not() {
        var other = new TwilioSignature(URI.create("https://mycompany.com"), () -> List.of(new Secret("54321")));

        assertThat(other.isGenuine(PATH, FORM, SIGNED)).isFalse();
        assertThat(at("https://mycompany.example").isGenuine(PATH, FORM, SIGNED))
                .isFalse();
        assertThat(at("http://mycompany.com").isGenuine(PATH, FORM, SIGNED)).isFalse();
        assertThat(signature.isGenuine("/myapp.php?foo=1&bar=3", FORM, SIGNED)).isFalse();
    }

    @Test
    void without_any_token_nothing_is_genuine() {
        var none = new TwilioSignature(URI.create("https://mycompany.com"), List::of);

        assertThat(none.isGenuine(PATH, FORM, SIGNED)).isFalse();
    }

    @Test
    void a_changed_added_missing_or_doubled_value_is_not() {
        assertThat(signature.isGenuine(PATH, with("Digits", List.of("1235")), SIGNED))
                .isFalse();
        assertThat(signature.isGenuine(PATH, with("Extra", List.of("")), SIGNED))
                .isFalse();
        assertThat(signature.isGenuine(PATH, with("Digits", List.of()), SIGNED)).isFalse();
        assertThat(signature.isGenuine(PATH, with("Digits", List.of("1234", "9999")), SIGNED))
                .isFalse();
        assertThat(signature.isGenuine(PATH, Map.of(), SIGNED)).isFalse();
    }

    private static Map<String, List<String>> with(String name, List<String> values) {
        var form = new HashMap<>(FORM);
        form.put(name, values);
        return form;
    }

    private static TwilioSignature at(String url) {
        return new TwilioSignature(URI.create(url), () -> List.of(new Secret("12345")));
    }
}
