package dev.tocsin.incidents.delivery;

/// Which messages leave first when many wait.
public enum Priority {
    FIRST_CRITICAL_PAGE(0),
    CRITICAL_PAGE(1),
    PAGE(2),
    /// Answers and notices.
    NOTICE(3);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /// The lowest leaves first. The number is stored, so it never changes its meaning.
    int rank() {
        return rank;
    }
}
