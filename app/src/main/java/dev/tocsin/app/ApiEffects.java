package dev.tocsin.app;

import dev.tocsin.app.monitors.ApiMonitors;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.heartbeat.Heartbeats;
import dev.tocsin.statuspage.Components;
import java.util.Map;

/// What follows from a change of monitors over the API, in all the rooms, on this node.
final class ApiEffects implements ApiMonitors.Learned {
    private final LiveSettings live;
    private final Monitors monitors;
    private final Heartbeats heartbeats;
    private final Votes votes;
    private final Components components;

    ApiEffects(LiveSettings live, Monitors monitors, Heartbeats heartbeats, Votes votes, Components components) {
        this.live = live;
        this.monitors = monitors;
        this.heartbeats = heartbeats;
        this.votes = votes;
        this.components = components;
    }

    @Override
    public void changed(Map<String, Alerting> alerting, Map<String, String> componentsOfApi) {
        live.learn(alerting, componentsOfApi);
        components.sync(live.statusPage().components());
        votes.applyVantages();
        heartbeats.learn(monitors.known());
    }
}
