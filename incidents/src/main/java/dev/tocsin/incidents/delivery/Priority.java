package dev.tocsin.incidents.delivery;

/// Which messages leave first when many wait: by severity, within one the first page of an incident, then by age.
/// The first page of a critical incident stands ahead of everything.
public enum Priority {
    FIRST_CRITICAL_PAGE(0),
    CRITICAL_PAGE(10),
    FIRST_MAJOR_PAGE(20),
    MAJOR_PAGE(30),
    FIRST_MINOR_PAGE(40),
    MINOR_PAGE(50),
    /// Answers and notices.
    NOTICE(60),
    /// To the many who subscribed: they may wait until everybody else is served.
    SUBSCRIBER(70);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /// The lowest leaves first. The number is stored, so it never changes its meaning.
    public int rank() {
        return rank;
    }
}
