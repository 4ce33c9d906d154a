package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegexTest {

    @Test
    void two_of_the_same_text_and_flags_are_one() {
        assertThat(Regex.parse("a+")).isEqualTo(Regex.parse("a+")).hasSameHashCodeAs(Regex.parse("a+"));
        assertThat(Regex.parse("a+")).isNotEqualTo(Regex.parse("a*"));
        assertThat(Regex.parse("a+")).isNotEqualTo(Regex.of(Pattern.compile("a+", Pattern.LITERAL)));
    }

    @Test
    void what_is_none_is_named_with_its_cure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Regex.parse("["))
                .withMessageStartingWith("\"[\" is no regular expression")
                .withMessageEndingWith(", mend or quote it");
    }
}
