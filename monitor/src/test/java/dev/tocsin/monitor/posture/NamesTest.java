package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.HostnameMatch;
import dev.tocsin.monitor.posture.name.IpLiteral;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "shop.example.com, shop.example.com, true",
        "shop.example.com., SHOP.example.com, true",
        "shop.example.com.., shop.example.com, false",
        "shop.example.com, *.example.com, true",
        "a.shop.example.com, *.example.com, false",
        "shop.example.com, *.*.com, false",
        "shop.example.com, shop.*.com, false",
        "shop.example.com, sh*.example.com, false",
        "shop.example.com, **.example.com, false",
        "example.co.uk, *.co.uk, false",
        "example.com, *.com, false",
        "printer.internal, *.internal, false",
        "xn--bcher-kva.example, xn--*.example, false",
        "faß.example, xn--fa-hia.example, true",
        "faß.example, fass.example, false",
        "faß.example, faß.example, false",
        "r3---sn.example.com, r3---sn.example.com, true",
        "a b.example.com, a b.example.com, false",
        "*.example.com, *.example.com, false",
        "1.2.3.4.5, 1.2.3.4.5, false",
        "example.0x7f, example.0x7f, false",
        "'', '', false",
    })
    void a_certificate_is_for_the_names_it_holds(String host, String name, boolean matches) {
        var names = new HostnameMatch.AlternativeNames(List.of(name), List.of());

        assertThat(HostnameMatch.of(host, names) instanceof HostnameMatch.Matched)
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:0:0:0:1, 2001:DB8::1, true",
        "[::ffff:192.0.2.1], ::ffff:c000:201, true",
        "192.0.2.1, ::ffff:192.0.2.1, false",
        "192.0.2.1, 192.0.2.2, false",
        "fe80::1%eth0, fe80::1, false",
    })
    void addresses_are_compared_as_bytes(String host, String name, boolean matches) {
        var names = new HostnameMatch.AlternativeNames(
                List.of(), List.of(IpLiteral.parse(name).orElseThrow()));

        assertThat(HostnameMatch.of(host, names) instanceof HostnameMatch.Matched)
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "1.2.3.256",
                "1.2.3.04",
                "0x7f.0.0.1",
                "1.2.3.4.",
                "::1::",
                ":1",
                "1::2:3:4:5:6:7:8",
                ":::",
                "12345::",
                "1.2.3.4::",
                "[1.2.3.4]",
                "g::",
                "::1.2.3",
                ""
            })
    void what_only_looks_like_an_address_is_none(String text) {
        assertThat(IpLiteral.parse(text)).isEmpty();
    }

    @Test
    void a_refusal_says_why() {
        assertThat(HostnameMatch.of("example.com", new HostnameMatch.AlternativeNames(List.of(), List.of())))
                .isEqualTo(new HostnameMatch.Refused("it has no subject alternative names"));
        assertThat(HostnameMatch.of("example.com", new HostnameMatch.AlternativeNames(List.of("*.com"), List.of())))
                .isEqualTo(new HostnameMatch.Refused("no client accepts the wildcard *.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example.co.uk, example.co.uk",
        "example.co.uk, example.co.uk",
        "co.uk, nobody",
        "a.b.github.io, b.github.io",
        "github.io, nobody",
        "a.b.internal, b.internal",
        "internal, nobody",
        "食狮.公司.cn, xn--85x722f.xn--55qx5d.cn",
    })
    void somebody_registered_the_label_above_the_public_suffix(String name, String registered) {
        assertThat(PublicSuffixes.registered(HostName.parse(name).orElseThrow()).map(HostName::ascii))
                .isEqualTo(Optional.of(registered).filter(text -> !text.equals("nobody")));
    }

    @ParameterizedTest
    @CsvSource({
        "/b, http://example.com/b",
        "b?c#d, http://example.com/x/b?c",
        "../../b/./c/.., http://example.com/b/",
        "?q, http://example.com/x/y?q",
        "#f, http://example.com/x/y?z",
        "//other.example/, http://other.example/",
        "HTTPS://EXAMPLE.COM, https://example.com/",
        "https:\\\\example.com\\a, https://example.com/a",
        "https:/example.com/a, https://example.com/a",
        "http:b, http://example.com/x/b",
        "https://user:secret@example.com:443/, https://example.com/",
        "https://example.com:8443, https://example.com:8443/",
        "https://[2001:DB8::1]/, https://[2001:db8::1]/",
        "https://bücher.example/, https://xn--bcher-kva.example/",
        "ftp://example.com/, nowhere",
        "javascript:alert(1), nowhere",
        "https://, nowhere",
        "https://exa mple.com/, nowhere",
        "https://example.com:99999/, nowhere",
    })
    void a_location_leads_where_browsers_go(String location, String target) {
        var base = WebUrl.parse("http://example.com/x/y?z").orElseThrow();

        assertThat(base.resolve(location).map(WebUrl::toString))
                .isEqualTo(Optional.of(target).filter(text -> !text.equals("nowhere")));
    }

    @Property(tries = 1000)
    void no_text_whatever_makes_reading_fail(@ForAll String text, @ForAll String other) {
        var base = WebUrl.parse("https://example.com/a/b").orElseThrow();

        base.resolve(text);
        WebUrl.parse("https://" + text);
        HostName.parse(text)
                .ifPresent(name -> assertThat(HostName.parse(name.ascii())).contains(name));
        HostnameMatch.of(text, new HostnameMatch.AlternativeNames(List.of(other, "*." + text), List.of()));
    }

    @Property(tries = 1000)
    void a_resolved_url_reads_as_itself(@ForAll String text) {
        var base = WebUrl.parse("https://example.com/a/b").orElseThrow();

        base.resolve(text)
                .filter(url -> url.path().chars().allMatch(sign -> sign > ' ' && sign < 127))
                .ifPresent(url -> assertThat(WebUrl.parse(url.toString()).map(WebUrl::toString))
                        .contains(url.toString()));
    }
}
