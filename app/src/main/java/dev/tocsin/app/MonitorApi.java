package dev.tocsin.app;

import dev.tocsin.app.monitors.ApiMonitors;
import dev.tocsin.app.monitors.Drafts;
import dev.tocsin.app.monitors.MonitorChangeResource;
import dev.tocsin.app.monitors.MonitorForm;
import dev.tocsin.app.monitors.MonitorGround;
import dev.tocsin.app.monitors.MonitorResource;
import dev.tocsin.app.monitors.Views;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.heartbeat.Heartbeats;
import dev.tocsin.monitor.inventory.Definitions;
import dev.tocsin.monitor.inventory.Inventory;
import dev.tocsin.monitor.settings.LocationSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The part of the wiring that is about monitors over the API: what is kept of them, what this node knows, who answers.
record MonitorApi(Definitions definitions, ApiMonitors known, List<Object> resources) {

    static MonitorApi wire(
            Database database,
            InstantSource clock,
            LiveSettings live,
            Monitors monitors,
            Heartbeats heartbeats,
            ApiMonitors.Learned effects) {
        Supplier<MonitorGround> ground = () -> live.get().monitorGround();
        Supplier<LocationSettings> places = () -> live.get().locations();
        var definitions = new Definitions(database, clock, monitors);
        var form = new MonitorForm(ground);
        var known = new ApiMonitors(definitions, monitors, form, effects);
        monitors.onUnknown(known::lookUp);
        var inventory = new Inventory();
        var views = new Views(monitors, inventory, form, known, ground, places);
        var drafts = new Drafts(form, known, heartbeats);
        return new MonitorApi(
                definitions,
                known,
                List.of(
                        new MonitorResource(database, inventory, views, places),
                        new MonitorChangeResource(database, definitions, inventory, views, known, drafts)));
    }

    /// Takes from the database what has changed; after the settings file has taken effect, for it has the first word.
    void applied() {
        definitions.handOver();
        known.refresh();
    }
}
