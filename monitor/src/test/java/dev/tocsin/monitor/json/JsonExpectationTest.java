package dev.tocsin.monitor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.json.JsonExpectation.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonExpectationTest {

    private static final String SHOP = """
            {"status": "ok", "free": 5.0, "big": 123456789012345678901234567890, "digits": "5", "none": null,
             "open": true, "word": "exists", "list": [1, 2, 3], "empty": [], "shop": {"name": "a, b"}}
            """;

    private static Outcome judge(String path, String condition) {
        return new JsonExpectation(JsonQuery.parse(path), JsonCondition.parse(condition))
                .judge(JsonDocument.parse(SHOP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.status | ok",
                "$.status | == ok",
                "$.status | != down",
                "$.free | 5",
                "$.free | 5.00",
                "$.free | <= 5",
                "$.free | < 5.01",
                "$.free | > -1",
                "$.free | != 6",
                "$.big | 123456789012345678901234567890",
                "$.big | > 123456789012345678901234567889",
                "$.digits | 5",
                "$.open | true",
                "$.none | exists",
                "$.none | null",
                "$.nothing | absent",
                "$.word | == exists",
                "$.shop.name | a, b",
                "$.list | exists",
                "$.list[*] | >= 1",
                "$.list.length() | 3",
                "$.empty.length() | 0",
                "$.list[?(@ > 2)] | 3",
                "$.empty[*] | absent",
            })
    void holds(String path, String condition) {
        assertThat(judge(path, condition).passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.status | OK | \"ok\"",
                "$.free | 6 | 5",
                "$.free | < 5 | 5",
                "$.status | absent | \"ok\"",
                "$.none | absent | null",
                "$.list[*] | < 3 | 3",
                "$.list | 3 | a list of 3",
                "$.shop | x | an object of 1",
                "$.list[9] | exists | not there",
            })
    void does_not_hold(String path, String condition, String actual) {
        assertThat(judge(path, condition)).isEqualTo(new Outcome(false, actual));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.nothing",
                "$.nothing.more",
                "$.nothing.length()",
                "$.nothing.sum()",
                "$.empty.sum()",
                "$.empty.min()",
                "$.empty[*]",
                "$..nothing",
                "$.status.deeper",
                "$.list[9]"
            })
    void what_is_not_there_is_neither_0_nor_less_nor_other(String path) {
        for (var condition : new String[] {"0", "< 5", "<= 0", "> -1", ">= 0", "!= x", "== null", "exists", ""}) {
            assertThat(judge(path, condition).passed())
                    .as(path + " " + condition)
                    .isFalse();
        }
        assertThat(judge(path, "absent").passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.digits", "$.status", "$.none", "$.open", "$.list", "$.shop"})
    void what_is_no_number_is_never_compared(String path) {
        for (var condition : new String[] {"< 9", "> -9", "<= 9", ">= -9"}) {
            assertThat(judge(path, condition).passed())
                    .as(path + " " + condition)
                    .isFalse();
        }
        assertThat(judge("$.digits", "< 9").actual()).isEqualTo("\"5\", which is no number");
    }

    @Test
    void a_number_too_large_for_any_machine_is_compared_all_the_same() {
        var huge = JsonDocument.parse("{\"n\": 1e999999}");
        var more = new JsonExpectation(JsonQuery.parse("$.n"), JsonCondition.parse("> 5"));

        assertThat(more.judge(huge).passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "", "$.[", "$[?(", "$."})
    void what_is_no_path_is_named_with_a_cure(String text) {
        assertThatThrownBy(() -> JsonQuery.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is no JSONPath, write one such as $.status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"< five", ">=", "> 1 2"})
    void a_comparison_needs_a_number(String text) {
        assertThatThrownBy(() -> JsonCondition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compares with no number, write one behind the sign such as ");
    }

    @Test
    void queries_of_one_writing_are_equal() {
        assertThat(JsonQuery.parse("$.a")).isEqualTo(JsonQuery.parse("$.a")).hasToString("$.a");
    }
}
