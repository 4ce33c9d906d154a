package dev.tocsin.statuspage;

/// What the house says of maintenance that a clock begins or ends, or that a person moves without a word.
final class MaintenanceText {
    private MaintenanceText() {}

    static String turned(Phase phase) {
        return switch (phase) {
            case IN_PROGRESS -> "The announced work has begun.";
            case VERIFYING -> "The work is done. We are checking that everything is well.";
            case COMPLETED -> "The announced work is complete.";
            case CANCELLED -> "This work will not take place.";
            case SCHEDULED, INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, POSTMORTEM ->
                throw new IllegalArgumentException(phase + " is nothing that maintenance comes to by itself");
        };
    }

    static String moved(boolean underWay) {
        return underWay ? "The work takes longer than planned." : "The work was moved to another time.";
    }
}
