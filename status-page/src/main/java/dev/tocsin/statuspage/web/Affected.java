package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.StatusUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an update says of one component: the state that its incident or maintenance gives it, before and after. Nothing
/// of it is kept: it follows from what was said. Pure.
record Affected(PublicId component, ComponentStatus before, ComponentStatus after) {

    /// For each update what it touches. `updates` stand newest first.
    static Map<PublicId, List<Affected>> of(List<StatusUpdate> updates) {
        var all = new HashMap<PublicId, List<Affected>>();
        var states = new LinkedHashMap<PublicId, ComponentStatus>();
        var impact = Impact.NONE;
        for (var update : updates.reversed()) {
            impact = worse(impact, update.impact().orElse(impact));
            update.components().forEach(component -> states.putIfAbsent(component, ComponentStatus.OPERATIONAL));
            var after = after(update.phase(), impact);
            var touched = new ArrayList<Affected>();
            states.replaceAll((component, before) -> {
                touched.add(new Affected(component, before, after));
                return after;
            });
            all.put(update.id(), List.copyOf(touched));
        }
        return all;
    }

    private static Impact worse(Impact one, Impact other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static ComponentStatus after(Phase phase, Impact impact) {
        return switch (phase) {
            case INVESTIGATING, IDENTIFIED, MONITORING -> impact.status();
            case IN_PROGRESS, VERIFYING -> ComponentStatus.UNDER_MAINTENANCE;
            case RESOLVED, POSTMORTEM, SCHEDULED, COMPLETED, CANCELLED -> ComponentStatus.OPERATIONAL;
        };
    }
}
