package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldGenerationTest {
    private static final long MEBI = 1 << 20;

    @ParameterizedTest
    @CsvSource({"64, 0, false", "65, 0, true", "65, 10, true", "100, 50, false", "101, 50, true", "800, 401, false"})
    void it_is_cleaned_when_it_has_doubled_and_is_not_small(long used, long lived, boolean due) {
        assertThat(OldGeneration.hasDoubled(used * MEBI, lived * MEBI)).isEqualTo(due);
    }

    @Test
    void garbage_that_grew_old_is_given_up_before_the_heap_is_full() {
        var old = new OldGeneration();
        var pool = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(each -> each.getName().equals("Tenured Gen"))
                .findFirst()
                .orElseThrow();
        var limit = pool.getUsage().getUsed() + 500 * MEBI;

        // Too large for the young generation, each is old from the first.
        var most = 0L;
        for (var allocated = 0L; allocated < 700 * MEBI; allocated += 20 * MEBI) {
            assertThat(new byte[(int) (20 * MEBI)]).isNotNull();
            old.collectDue();
            most = Math.max(most, pool.getUsage().getUsed());
        }

        assertThat(most).isLessThan(limit);
    }
}
