package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    @Test
    void a_status_is_one_code_or_a_range_with_both_ends() {
        assertThat(StatusRange.parse(" 204 ")).isEqualTo(new StatusRange(204, 204));
        assertThat(StatusRange.parse("200 - 299")).isEqualTo(new StatusRange(200, 299));
        assertThat(StatusRange.parse("200-299").holds(200)).isTrue();
        assertThat(StatusRange.parse("200-299").holds(299)).isTrue();
        assertThat(StatusRange.parse("200-299").holds(300)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2xx", "99", "600", "200-", "200-2999", "200,204", "-200"})
    void what_is_no_status_is_refused_in_words(String text) {
        assertThatThrownBy(() -> StatusRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("200-299");
    }

    @Test
    void a_range_that_runs_backwards_would_hold_no_code_and_is_refused() {
        assertThatThrownBy(() -> StatusRange.parse("299-200"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("299-200")
                .hasMessageContaining("200-299");
    }

    @Property(tries = 200)
    void a_range_prints_as_it_is_written(
            @ForAll @IntRange(min = 100, max = 599) int one, @ForAll @IntRange(min = 100, max = 599) int other) {
        var range = new StatusRange(Math.min(one, other), Math.max(one, other));

        assertThat(StatusRange.parse(range.toString())).isEqualTo(range);
    }

    @Test
    void an_address_is_a_name_or_a_number_with_a_port() {
        assertThat(HostAndPort.parse("shop.example.com:443")).isEqualTo(new HostAndPort("shop.example.com", 443));
        assertThat(HostAndPort.parse(" 127.0.0.1:8080 ")).isEqualTo(new HostAndPort("127.0.0.1", 8080));
        assertThat(HostAndPort.parse("[2001:db8::1]:65535")).isEqualTo(new HostAndPort("[2001:db8::1]", 65_535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example.com",
                ":443",
                "shop:",
                "shop:0",
                "shop:65536",
                "shop:99999999999",
                "::1:443",
                "[]:443",
                "[shop]:443",
                "https://shop:443",
                "user@shop:443",
                "a b:443"
            })
    void what_is_no_address_is_refused_in_words(String text) {
        assertThatThrownBy(() -> HostAndPort.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("HOST:PORT");
    }

    @Property(tries = 300)
    void any_text_is_either_read_or_refused_in_words(@ForAll String text) {
        assertReadOrRefused(StatusRange::parse, text);
        assertReadOrRefused(HostAndPort::parse, text);
    }

    private static void assertReadOrRefused(Function<String, ?> parse, String text) {
        try {
            assertThat(parse.apply(text)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("write ").isNotInstanceOf(NumberFormatException.class);
        }
    }
}
