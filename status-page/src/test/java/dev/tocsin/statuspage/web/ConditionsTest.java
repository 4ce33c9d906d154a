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
                "gzip                       | GZIP",
                "deflate, gzip, br          | BROTLI",
                "br                         | BROTLI",
                "gzip, deflate, br, zstd    | BROTLI",
                "GZIP;q=0.5                 | GZIP",
                "x-gzip                     | GZIP",
                "*                          | BROTLI",
                "br;q=0.4, gzip;q=0.9       | GZIP",
                "br;q=0.9, gzip;q=0.4       | BROTLI",
                "br;q=0, gzip               | GZIP",
                "br;q=0, *                  | GZIP",
                "identity, gzip;q=0.5       | IDENTITY",
                "identity;q=0.5, gzip;q=0.5 | GZIP",
                "gzip;q=0                   | IDENTITY",
                "gzip; q=0.000              | IDENTITY",
                "*, gzip;q=0, br;q=0        | IDENTITY",
                "*;q=0                      | IDENTITY",
                "identity                   | IDENTITY",
                "gzipped, brr               | IDENTITY",
                "';;,,='                    | IDENTITY"
            })
    void everybody_gets_what_they_like_best(String field, Coding coding) {
        assertThat(Conditions.coding(List.of(field))).isEqualTo(coding);
    }

    @Test
    void a_field_may_be_spread_over_lines_or_missing() {
        assertThat(Conditions.coding(List.of("deflate", "gzip"))).isEqualTo(Coding.GZIP);
        assertThat(Conditions.coding(List.of())).isEqualTo(Coding.IDENTITY);
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
