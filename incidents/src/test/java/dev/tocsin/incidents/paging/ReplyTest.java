package dev.tocsin.incidents.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.paging.Reply.Verb;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4a",
                "4 a",
                "'4A'",
                " 4A. ",
                "\"4a\"",
                "“4a”",
                "4a!",
                "4\u00a0a",
                "\u200b4a\u200b",
                "4a\n",
                "4a 👍",
                "«4a»",
                "(4a)"
            })
    void a_code_is_acknowledged_however_it_is_typed_half_asleep(String text) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.ByCode(Verb.ACKNOWLEDGE, 4));
    }

    @ParameterizedTest
    @CsvSource({"4r,RESOLVE", "4c,RESOLVE", "4e,ESCALATE", "12 E,ESCALATE"})
    void a_code_can_be_resolved_and_escalated(String text, Verb verb) {
        assertThat(Reply.parse(text))
                .isInstanceOfSatisfying(
                        Reply.ByCode.class, reply -> assertThat(reply.verb()).isEqualTo(verb));
    }

    @ParameterizedTest
    @CsvSource({
        "ack 198,ACKNOWLEDGE",
        "Ack #198,ACKNOWLEDGE",
        "acknowledge 198,ACKNOWLEDGE",
        "resolve 198,RESOLVE",
        "close 198,RESOLVE",
        "ESCALATE 198,ESCALATE"
    })
    void an_incident_can_be_named_by_its_number(String text, Verb verb) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.ByNumber(verb, 198));
    }

    @ParameterizedTest
    @CsvSource({"a,ACKNOWLEDGE", "ACK,ACKNOWLEDGE", "r,RESOLVE", "c,RESOLVE", "close,RESOLVE", "e,ESCALATE"})
    void a_verb_alone_means_the_latest_page(String text, Verb verb) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.Latest(verb));
    }

    @ParameterizedTest
    @CsvSource({"all a,ACKNOWLEDGE", "All A.,ACKNOWLEDGE", "all ack,ACKNOWLEDGE", "all r,RESOLVE", "all e,ESCALATE"})
    void all_means_every_page_that_is_open(String text, Verb verb) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.All(verb));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", " stop ", "Stop.", "unsubscribe", "Cancel", "END", "quit", "StopAll", "revoke"})
    void stop_and_its_kin_are_understood_in_any_case(String text) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.Stop());
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "UNSTOP", " Yes "})
    void start_and_its_kin_are_understood_in_any_case(String text) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.Start());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "INFO"})
    void help_is_left_to_the_provider_who_answers_it(String text) {
        assertThat(Reply.parse(text)).isEqualTo(new Reply.Help());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "4",
                "hello",
                "4b",
                "4aa",
                "a4",
                "4 5a",
                "1234567a",
                "ack 1234567890123456",
                "don't stop",
                "4ä",
                "Liked “SHOP DOWN since 14:05 UTC: connect refused. Ack: reply 4a. https://status.example.com/a/x”",
                "SHOP DOWN since 14:05 UTC: connect refused. Ack: reply 4a."
            })
    void what_cannot_be_meant_is_nonsense(String text) {
        assertThat(Reply.parse(text)).isInstanceOf(Reply.Nonsense.class);
    }

    @Property(tries = 500)
    void no_text_breaks_the_reader(@ForAll String text) {
        assertThat(Reply.parse(text)).isNotNull();
    }

    @Property(tries = 500)
    void no_text_made_of_our_own_words_breaks_the_reader(@ForAll("ourWords") String text) {
        assertThat(Reply.parse(text)).isNotNull();
    }

    @Property(tries = 300)
    void every_code_is_understood_within_any_quotes_and_blanks(
            @ForAll @IntRange(min = 1, max = 999_999) int code,
            @ForAll("verbs") char verb,
            @ForAll("noise") String before,
            @ForAll("noise") String between,
            @ForAll("noise") String after) {
        var reply = Reply.parse(before + code + between + verb + after);

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.ByCode.class, byCode -> assertThat(byCode.code()).isEqualTo(code));
    }

    @Provide
    Arbitrary<String> ourWords() {
        return Arbitraries.of("all", "ack", "a", "r", "4", "198", "99999999999999999999", "#", " ", "'", "stop", "\n")
                .list()
                .ofMaxSize(6)
                .map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<Character> verbs() {
        return Arbitraries.of('a', 'A', 'r', 'C', 'e');
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(" ", "'", "\"", "\n", "“", "”", ".", "\u00a0", "*")
                .list()
                .ofMaxSize(3)
                .map(signs -> String.join("", signs));
    }
}
