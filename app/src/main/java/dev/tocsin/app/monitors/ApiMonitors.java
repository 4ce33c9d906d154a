package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.FieldProblem;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.inventory.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was made over the API, as this node knows it. The rows are the truth: this is refreshed when a change is
/// signalled, every few seconds in case a signal was lost, and when the settings beneath it change.
public final class ApiMonitors {
    private static final Logger log = LoggerFactory.getLogger(ApiMonitors.class);

    private final Definitions definitions;
    private final Monitors monitors;
    private final MonitorForm form;
    private final Learned learned;
    private final Map<MonitorId, Known> known = new HashMap<>();
    private volatile Map<String, MonitorReading> byName = Map.of();
    private boolean told;

    private record Known(long version, ObjectNode definition, MonitorReading reading) {}

    /// Who wants to know when monitors of the API have changed. What it throws is told again with the next refresh.
    public interface Learned {

        /// Called while the monitors are locked, with all there are.
        /// @param alerting how each of them alerts, by name
        /// @param components the component that each of them speaks for, by name, where it does
        void changed(Map<String, Alerting> alerting, Map<String, String> components);
    }

    public ApiMonitors(Definitions definitions, Monitors monitors, MonitorForm form, Learned learned) {
        this.definitions = definitions;
        this.monitors = monitors;
        this.form = form;
        this.learned = learned;
    }

    /// Reads from the database what has changed, and lets it be watched. Blocks on the database.
    public synchronized void refresh() {
        var versions = definitions.versions();
        var gone = known.keySet().retainAll(versions.keySet());
        var news = versions.entrySet().stream()
                .filter(entry -> !isKnown(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!news.isEmpty()) {
            definitions.read(news).forEach((id, definition) -> {
                var version = versions.get(id);
                if (version != null) {
                    known.put(id, read(version.number(), DefinitionJson.stored(definition)));
                }
            });
        }
        publish(versions, gone || !news.isEmpty());
    }

    /// The same for rows that turned up, when they are of the API.
    public void lookUp(Set<MonitorId> ids) {
        if (!definitions.read(ids).isEmpty()) {
            refresh();
        }
    }

    /// Reads everything anew: the settings beneath it have changed.
    public synchronized void reread() {
        known.replaceAll((_, one) -> read(one.version(), one.definition()));
        publish(definitions.versions(), true);
    }

    /// The names of everything of the API that is kept.
    public Set<String> names() {
        return byName.keySet();
    }

    /// What is wrong with definitions under the settings in force, a line each.
    public synchronized List<String> complaints() {
        return known.values().stream()
                .map(one -> form.read(one.definition(), names()))
                .flatMap(reading -> reading.problems().stream()
                        .map(problem -> "monitor " + reading.monitor().name() + " of the API: " + problem))
                .sorted()
                .toList();
    }

    private boolean isKnown(MonitorId id, Definitions.Version version) {
        var one = known.get(id);
        return one != null && one.version() == version.number();
    }

    private Known read(long version, ObjectNode definition) {
        var reading = form.read(definition, names());
        if (!reading.watchable()) {
            // Fields alone: the values may be secrets.
            log.error(
                    "monitor \"{}\" of the API cannot be read by this version and is not watched, mend its {}",
                    reading.monitor().name(),
                    reading.broken().stream()
                            .map(FieldProblem::field)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return new Known(version, definition, reading);
    }

    private void publish(Map<MonitorId, Definitions.Version> versions, boolean changed) {
        var watched = new HashMap<MonitorId, Monitor>();
        known.forEach((id, one) -> {
            if (one.reading().watchable()) {
                watched.put(id, one.reading().monitor());
            }
        });
        var paused = versions.entrySet().stream()
                .filter(entry -> entry.getValue().paused())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        monitors.learn(watched, paused);
        if (changed) {
            told = false;
            byName = known.values().stream()
                    .map(Known::reading)
                    .collect(
                            Collectors.toMap(reading -> reading.monitor().name(), reading -> reading, (one, _) -> one));
        }
        if (!told) {
            tell();
            told = true;
        }
    }

    private void tell() {
        var alerting = new HashMap<String, Alerting>();
        var components = new TreeMap<String, String>();
        byName.forEach((name, reading) -> {
            alerting.put(name, reading.alerting());
            reading.component().ifPresent(component -> components.put(name, component));
        });
        learned.changed(alerting, components);
    }
}
