package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.certificate.Expiry;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

    @ParameterizedTest
    @CsvSource({
        "90, 30, 20, 10",
        "47, 15.67, 10.44, 5.22",
        "200, 30, 20, 10",
        "3650, 30, 20, 10",
        "6, 3, 2, 1",
        "10, 3.33, 2.22, 1.11"
    })
    void the_window_is_a_share_of_the_lifetime(double lifetime, double window, double warn, double critical) {
        var expiry = Expiry.of(days(lifetime), Duration.ZERO);

        assertThat(inDays(expiry.window())).isEqualTo(window);
        assertThat(inDays(expiry.warnAt())).isEqualTo(warn);
        assertThat(inDays(expiry.criticalAt())).isEqualTo(critical);
    }

    @Test
    void the_last_second_still_counts() {
        assertThat(Expiry.of(days(90), Duration.ZERO).level()).isEqualTo(Expiry.Level.CRITICAL);
        assertThat(Expiry.of(days(90), Duration.ofSeconds(-1)).level()).isEqualTo(Expiry.Level.EXPIRED);
    }

    @Property
    void less_time_is_never_less_urgent(
            @ForAll @LongRange(max = 500_000_000) long lifetime,
            @ForAll @LongRange(min = -1_000, max = 500_000_000) long one,
            @ForAll @LongRange(min = -1_000, max = 500_000_000) long other) {
        var shorter = Expiry.of(Duration.ofSeconds(lifetime), Duration.ofSeconds(Math.min(one, other)));
        var longer = Expiry.of(Duration.ofSeconds(lifetime), Duration.ofSeconds(Math.max(one, other)));

        assertThat(shorter.level()).isGreaterThanOrEqualTo(longer.level());
    }

    private static Duration days(double days) {
        return Duration.ofMillis(Math.round(days * 86_400_000));
    }

    private static double inDays(Duration duration) {
        return Math.round(duration.toMillis() / 864_000.0) / 100.0;
    }
}
