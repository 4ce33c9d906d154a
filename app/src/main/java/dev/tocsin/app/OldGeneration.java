package dev.tocsin.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;

/// Keeps the heap as small as what lives in it asks for. The serial collector lets the old generation grow up to the
/// bound of the heap before it cleans it, whatever little of it is in use; we have it cleaned when it has doubled. That
/// stops the process for a tenth of a second, every few minutes at most.
///
/// Where the operator chose another collector there is nothing to do: those see to it themselves.
final class OldGeneration {
    private static final String SERIAL = "Tenured Gen";
    private static final long SMALL = 32L << 20;

    private final Optional<MemoryPoolMXBean> pool = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(each -> each.getName().equals(SERIAL))
            .findFirst();

    /// To be called every second.
    void collectDue() {
        pool.filter(old -> hasDoubled(
                        old.getUsage().getUsed(), old.getCollectionUsage().getUsed()))
                .ifPresent(_ -> System.gc());
    }

    /// @param lived what the last cleaning left, in bytes; 0 before the first
    static boolean hasDoubled(long used, long lived) {
        return used > 2 * Math.max(lived, SMALL);
    }
}
