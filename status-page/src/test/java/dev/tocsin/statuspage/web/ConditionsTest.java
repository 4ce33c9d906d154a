package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                   | true",
                "deflate, gzip, br      | true",
                "GZIP;q=0.5             | true",
                "x-gzip                 | true",
                "*                      | true",
                "gzip;q=0               | false",
                "gzip; q=0.000          | false",
                "*, gzip;q=0            | false",
                "*;q=0                  | false",
                "br                     | false",
                "identity               | false",
                "gzipped                | false",
                "';;,,='                | false"
            })
    void gzip_is_sent_to_those_who_take_it(String field, boolean taken) {
        assertThat(Conditions.takesGzip(List.of(field))).isEqualTo(taken);
    }

    @Test
    void a_field_may_be_spread_over_lines_or_missing() {
        assertThat(Conditions.takesGzip(List.of("br", "gzip"))).isTrue();
        assertThat(Conditions.takesGzip(List.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"a\"           | true",
                "W/\"a\"         | true",
                "\"b\", \"a\"    | true",
                "*               | true",
                "\"b\"           | false",
                "a               | false",
                "\"a-gzip\"      | false"
            })
    void a_known_tag_holds_in_its_weak_form_too(String field, boolean holds) {
        assertThat(Conditions.holds(List.of(field), "\"a\"")).isEqualTo(holds);
    }
}
