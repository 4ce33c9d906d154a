package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> KNOWN =
            List.of("adminPort", "bind", "component", "every", "http", "monitors", "name", "policy", "timeout");

    @ParameterizedTest
    @CsvSource({
        "moniters, monitors",
        "monitor, monitors",
        "evrey, every",
        "admin_port, adminPort",
        "ADMINPORT, adminPort",
        "timeot, timeout",
        "polices, policy",
        "nmae, name",
        "hhtp, http",
    })
    void a_slip_finds_the_key_that_was_meant(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "responders", "colour", "interval", "ports"})
    void a_far_word_finds_none(String written) {
        assertThat(Nearest.to(written, KNOWN)).isEmpty();
    }

    @Test
    void a_far_word_is_cured_with_the_list_of_known_ones() {
        assertThat(Nearest.cure("colour", List.of("down", "up"))).isEqualTo("the known ones are down, up");
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, abcd, 1", "abc, axc, 1", "kitten, sitting, 3"})
    void distance_counts_slips(String a, String b, int slips) {
        assertThat(Nearest.distance(a, b)).isEqualTo(slips);
    }

    @Property
    void distance_is_the_same_both_ways(
            @ForAll @AlphaChars @StringLength(max = 12) String a,
            @ForAll @AlphaChars @StringLength(max = 12) String b) {
        assertThat(Nearest.distance(a, b)).isEqualTo(Nearest.distance(b, a));
    }
}
