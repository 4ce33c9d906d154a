package dev.tocsin.app;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.monitor.SightListener;
import dev.tocsin.monitor.heartbeat.Attendance;

/// One incident for all that a node cannot see while its own network is down.
final class OwnSight implements SightListener {
    private static final Actor REFERENCES = new Actor("the references", "recovery");

    private final Incidents incidents;
    private final Attendance attendance;
    private final String key;

    /// @param node nodes lose their sight one by one
    OwnSight(Incidents incidents, Attendance attendance, String node) {
        this.incidents = incidents;
        this.attendance = attendance;
        this.key = key(node);
    }

    @Override
    public void lost(String why) {
        // Where we see nobody, nobody who calls us is heard either.
        attendance.cutOff();
        incidents.report(
                key, "WE ARE BLIND", "failures say nothing of the targets now: " + why, Severity.CRITICAL, "default");
    }

    @Override
    public void regained() {
        attendance.reachable();
        incidents.clear(key, REFERENCES);
    }

    /// Whether a node sees is of no interest once it is dead; it cannot tell any more.
    static void forget(Incidents incidents, String node) {
        incidents.clear(key(node), new Actor("the other nodes", "recovery"));
    }

    private static String key(String node) {
        return "sight:" + node;
    }
}
