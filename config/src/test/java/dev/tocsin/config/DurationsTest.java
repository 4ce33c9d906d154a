package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final Duration LONGEST = Duration.ofDays(999_999_999);

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "2h, PT2H",
        "14d, PT336H",
        "5y, PT43800H",
        "0s, PT0S",
        "' 90 s ', PT1M30S"
    })
    void a_number_and_a_unit_are_a_duration(String written, Duration meant) {
        assertThat(Durations.parse(written, Duration.ZERO, LONGEST)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-5s", "1.5h", "5 minutes", "5M", "1w", "12345678901d", "PT5S", "08:00"})
    void anything_else_is_none(String written) {
        assertThatThrownBy(() -> Durations.parse(written, Duration.ZERO, LONGEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + written + "\" is no duration, write a number and a unit such as 30s or 5m");
    }

    @ParameterizedTest
    @CsvSource({"4s, is too short, write 5s or more", "2d, is too long, write 1d or less"})
    void a_duration_out_of_bounds_names_the_bound(String written, String fault, String cure) {
        assertThatThrownBy(() -> Durations.parse(written, Duration.ofSeconds(5), Duration.ofDays(1)))
                .hasMessage("\"" + written + "\" " + fault + ", " + cure);
    }

    @Property
    void a_formatted_duration_reads_back(@ForAll @LongRange(min = 0, max = 99_999_999_999L) long millis) {
        var duration = Duration.ofMillis(millis);

        // Ten digits of milliseconds are more than anybody writes.
        if (millis % 1000 == 0 || millis < 1_000_000_000) {
            assertThat(Durations.parse(Durations.format(duration), Duration.ZERO, LONGEST))
                    .isEqualTo(duration);
        }
    }
}
