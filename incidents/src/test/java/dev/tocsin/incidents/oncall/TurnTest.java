package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTest {

    @ParameterizedTest
    @CsvSource({"1 week,1,WEEKS", "12 hours,12,HOURS", " 1 DAY ,1,DAYS", "2weeks,2,WEEKS", "1 month,1,MONTHS"})
    void the_length_of_a_turn_is_written_as_people_say_it(String text, int count, ChronoUnit unit) {
        assertThat(Turn.parse(text)).isEqualTo(new Turn(count, unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "week", "0 days", "-1 day", "1.5 days", "1 fortnight", "9999 days", "1 week 2 days"})
    void what_is_no_length_of_a_turn_is_refused_in_words(String text) {
        assertThatThrownBy(() -> Turn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no length of a turn");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChronoUnit.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HOURS", "DAYS", "WEEKS", "MONTHS"})
    void nobody_takes_turns_by_other_units(ChronoUnit unit) {
        assertThatThrownBy(() -> new Turn(1, unit)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_turn_is_named_as_people_say_it() {
        assertThat(Turn.parse("1 weeks")).hasToString("week");
        assertThat(Turn.parse("12 hours")).hasToString("12 hours");
    }

    @Test
    void turns_of_a_month_remember_the_last_day_of_a_long_one() {
        var anchor = LocalDateTime.parse("2026-01-31T09:00");

        assertThat(Turn.parse("1 month").start(anchor, 1)).isEqualTo("2026-02-28T09:00");
        assertThat(Turn.parse("1 month").start(anchor, 2)).isEqualTo("2026-03-31T09:00");
    }

    @Test
    void a_handoff_is_a_time_and_perhaps_a_day() {
        assertThat(Handoff.parse("mon 09:00"))
                .isEqualTo(new Handoff(Optional.of(DayOfWeek.MONDAY), LocalTime.of(9, 0)));
        assertThat(Handoff.parse(" SUN  23:59 "))
                .isEqualTo(new Handoff(Optional.of(DayOfWeek.SUNDAY), LocalTime.of(23, 59)));
        assertThat(Handoff.parse("9:30")).isEqualTo(new Handoff(Optional.empty(), LocalTime.of(9, 30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mon", "24:00", "09:60", "9", "09:00:00", "mo 09:00", "xyz 09:00", "mon09:00", "09:00 mon"})
    void what_is_no_handoff_is_refused_in_words(String text) {
        assertThatThrownBy(() -> Handoff.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("write mon 09:00");
    }

    @Test
    void the_first_handoff_is_on_the_day_named_at_or_after_the_start() {
        var monday = Handoff.parse("mon 09:00");

        assertThat(monday.firstFrom(LocalDate.parse("2026-01-05"))).isEqualTo("2026-01-05T09:00");
        assertThat(monday.firstFrom(LocalDate.parse("2026-01-06"))).isEqualTo("2026-01-12T09:00");
        assertThat(Handoff.parse("09:00").firstFrom(LocalDate.parse("2026-01-06")))
                .isEqualTo("2026-01-06T09:00");
    }

    @Property(tries = 300)
    void any_text_is_either_read_or_refused_in_words(@ForAll String text) {
        assertReadOrRefused(Turn::parse, text);
        assertReadOrRefused(Handoff::parse, text);
    }

    private static void assertReadOrRefused(Function<String, ?> parse, String text) {
        try {
            assertThat(parse.apply(text)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("write ").isNotInstanceOf(NumberFormatException.class);
        }
    }
}
