package dev.tocsin.app;

import dev.tocsin.app.monitors.ApiMonitors;
import dev.tocsin.config.Problem;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes new settings into force, all or nothing. A broken file leaves the old ones in force, and says so by an
/// incident, because whoever broke it may not be looking.
final class Reloading {
    private static final Logger log = LoggerFactory.getLogger(Reloading.class);
    private static final String KEY = "settings";

    private final LiveSettings live;
    private final Supplier<Settings.Reading> reread;
    private final Consumer<Settings> apply;
    private final ApiMonitors ofApi;
    private final Incidents incidents;

    /// What came of it: the plan that was carried out, or the problems that prevented it.
    sealed interface Result {
        record Applied(List<String> plan) implements Result {}

        record Kept(List<Problem> problems) implements Result {}
    }

    /// @param apply writes what follows from settings into the database; when it throws, the old settings stay
    /// @param ofApi reads its definitions anew once others are in force
    Reloading(
            LiveSettings live,
            Supplier<Settings.Reading> reread,
            Consumer<Settings> apply,
            ApiMonitors ofApi,
            Incidents incidents) {
        this.live = live;
        this.reread = reread;
        this.apply = apply;
        this.ofApi = ofApi;
        this.incidents = incidents;
    }

    synchronized Result reload() {
        var reading = reread.get();
        if (!reading.problems().isEmpty()) {
            reading.problems().forEach(problem -> log.error("settings not reloaded: {}", problem));
            incidents.report(
                    KEY,
                    "SETTINGS NOT RELOADED",
                    reading.problems().stream().limit(3).map(Problem::toString).collect(Collectors.joining("; ")),
                    Severity.MINOR,
                    "default");
            return new Result.Kept(reading.problems());
        }
        var changes = ReloadPlan.between(live.get(), reading.settings(), ofApi.names());
        var complaints = ofApi.complaints();
        apply.accept(reading.settings());
        live.replace(reading.settings());
        ofApi.reread();
        var plan = changes.with(ofApi.complaints().stream()
                .filter(complaint -> !complaints.contains(complaint))
                .toList());
        incidents.clear(KEY, new Actor("the settings", "reload"));
        plan.lines().forEach(line -> log.info("settings reloaded: {}", line));
        return new Result.Applied(plan.lines());
    }
}
