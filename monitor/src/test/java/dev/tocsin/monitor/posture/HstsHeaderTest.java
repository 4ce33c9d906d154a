package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.hsts.HstsHeader;
import dev.tocsin.monitor.posture.hsts.HstsIssue;
import dev.tocsin.monitor.posture.hsts.HstsVerdict;
import dev.tocsin.monitor.posture.hsts.PreloadCheck;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HstsHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=5|5",
                "MAX-AGE=\"5\"|5",
                "max-age=\"\\5\"|5",
                "\tmax-age\t=\t5 ; includeSubDomains|5",
                ";;max-age=007;;|7",
                "max-age=9223372036854775808|9223372036854775807",
                "max-age=1; a=\"b;c=\\\"d\"; e=f|1",
            })
    void browsers_honour_what_the_grammar_allows(String field, long seconds) {
        var header = HstsHeader.read(field);

        assertThat(header.valid()).isTrue();
        assertThat(header.maxAge()).isEqualTo(OptionalLong.of(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age",
                "max-age=",
                "max-age=\"\"",
                "max-age=-1",
                "max-age=+1",
                "max-age=1.0",
                "max-age=0x10",
                "max-age=1 2",
                "max-age=\"1\"2",
                "max-age=\"1",
                "max-age=\"1\\",
                "max-age=1, includeSubDomains",
                "max-age:1",
                "max-age=1; max-age=1",
                "max-age=1; includeSubDomains=",
                "max-age=1; includeSubDomains; INCLUDESUBDOMAINS",
                "max-age=1; =x",
                "max-age=1; a=b c",
                "max-age=1; a=b=c",
                "max-age=1; a=\"b\"c",
                "max-age=1;\u00a0includeSubDomains",
                "max-age=\u0661",
            })
    void browsers_drop_the_whole_field_for_one_fault(String field) {
        assertThat(HstsHeader.read(field).valid()).isFalse();
    }

    @Test
    void a_semicolon_within_quotes_separates_for_the_checker_and_not_for_browsers() {
        var field = "max-age=31536000; note=\"a; includeSubDomains; preload; \"";

        assertThat(HstsHeader.read(field).includeSubDomains()).isFalse();
        assertThat(PreloadCheck.of(field, PreloadCheck.Policy.ONE_YEAR).passes())
                .isTrue();
    }

    @Test
    void old_entries_of_the_preload_list_keep_the_floor_of_eighteen_weeks() {
        var field = "max-age=10886400; includeSubDomains; preload";

        assertThat(PreloadCheck.of(field, PreloadCheck.Policy.EIGHTEEN_WEEKS).passes())
                .isTrue();
        assertThat(PreloadCheck.of(field, PreloadCheck.Policy.ONE_YEAR).errors())
                .containsExactly("header.preloadable.max_age.below_1_year");
    }

    @Test
    void whoever_wants_to_leave_the_preload_list_must_not_ask_for_it_any_more() {
        assertThat(PreloadCheck.removalErrors("max-age=0")).isEmpty();
        assertThat(PreloadCheck.removalErrors("preload; includeSubDomains"))
                .containsExactly("header.removable.contains.preload", "header.removable.missing.max_age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "[2001:db8::7]", "2001:db8::7"})
    void no_browser_notes_an_address(String host) {
        var answer = new HstsVerdict.Answer(List.of("max-age=31536000"), true, Optional.of(host), true);

        var verdict = HstsVerdict.of(answer, PreloadCheck.Policy.ONE_YEAR);

        assertThat(verdict.valid()).isFalse();
        assertThat(verdict.issues()).containsExactly(HstsIssue.ADDRESS);
    }

    @Property(tries = 2000)
    void no_text_whatever_makes_reading_fail(@ForAll("fields") String field) {
        var header = HstsHeader.read(field);
        var checker = PreloadCheck.of(field, PreloadCheck.Policy.ONE_YEAR);

        assertThat(header.valid()).isEqualTo(header.maxAge().isPresent());
        assertThat(checker.passes()).isEqualTo(checker.errors().isEmpty());
    }

    @Property
    void neither_letter_case_nor_order_changes_the_verdict(@ForAll("directives") List<String> directives) {
        var forward = HstsHeader.read(String.join("; ", directives));
        var backward = HstsHeader.read(String.join(" ;", directives.reversed()).toUpperCase(Locale.ROOT));

        assertThat(backward.valid()).isEqualTo(forward.valid());
        assertThat(backward.maxAge()).isEqualTo(forward.maxAge());
        assertThat(backward.includeSubDomains()).isEqualTo(forward.includeSubDomains());
        assertThat(backward.preload()).isEqualTo(forward.preload());
    }

    @Provide
    Arbitrary<List<String>> directives() {
        return Arbitraries.of("max-age=31536000", "includeSubDomains", "preload", "x", "y=z", "", "a b")
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                        "max-age",
                        "=",
                        "\"",
                        "\\",
                        ";",
                        " ",
                        "\t",
                        "1",
                        "31536000",
                        "includeSubDomains",
                        "preload",
                        ",",
                        "\u0000",
                        "\ud83d",
                        "ü",
                        "\r\n")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
