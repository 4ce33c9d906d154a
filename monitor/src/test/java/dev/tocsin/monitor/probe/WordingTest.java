package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void durations_are_written_as_people_say_them() {
        assertThat(Wording.duration(Duration.ofMillis(340))).isEqualTo("340 ms");
        assertThat(Wording.duration(Duration.ofMillis(2306))).isEqualTo("2.31 s");
        assertThat(Wording.duration(Duration.ofSeconds(10))).isEqualTo("10 s");
        assertThat(Wording.age(Duration.ofHours(50))).isEqualTo("2 d");
        assertThat(Wording.age(Duration.ofMinutes(61))).isEqualTo("1 h");
        assertThat(Wording.age(Duration.ofSeconds(61))).isEqualTo("1 min");
        assertThat(Wording.age(Duration.ofSeconds(59))).isEqualTo("59 s");
    }

    @Test
    void what_no_terminal_or_database_takes_gives_way() {
        assertThat(Wording.printable("a\0b\u001b[2J\ud800c", 100)).isEqualTo("a\uFFFDb\uFFFD[2J\uFFFDc");
        assertThat(Wording.printable("line\r\n\tnext", 100)).isEqualTo("line\r\n\tnext");
    }

    @Property
    void a_cut_text_is_never_longer_than_asked_and_always_whole_characters(@ForAll String text) {
        var shown = Wording.printable(text, 20);

        assertThat(shown.length()).isLessThanOrEqualTo(20);
        assertThat(shown.codePoints()).noneMatch(sign -> sign >= 0xD800 && sign <= 0xDFFF);
    }
}
