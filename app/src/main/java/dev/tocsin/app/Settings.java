package dev.tocsin.app;

import dev.tocsin.app.http.HttpSettings;
import dev.tocsin.app.monitors.MonitorGround;
import dev.tocsin.config.EntryForm;
import dev.tocsin.config.Problem;
import dev.tocsin.config.Section;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.db.DatabaseSettings;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.incidents.audit.DeadManSettings;
import dev.tocsin.incidents.canary.CanarySettings;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.oncall.ScheduleSettings;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.maintenance.Maintenance;
import dev.tocsin.monitor.settings.LocationSettings;
import dev.tocsin.monitor.settings.MaintenanceSettings;
import dev.tocsin.monitor.settings.MonitorSettings;
import dev.tocsin.monitor.settings.ReferenceSettings;
import dev.tocsin.statuspage.StatusPageSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that the operator settles, read as a whole. Without `database` the embedded one in `data` is used.
public record Settings(
        URI url,
        Path data,
        Optional<DatabaseSettings> database,
        HttpSettings http,
        LocationSettings locations,
        List<Monitor> monitors,
        MonitorGround monitorGround,
        List<Maintenance> maintenances,
        List<Probe.Http> references,
        Map<String, Alerting> alerting,
        PagingSettings paging,
        EntryForm overrideForm,
        ChannelSettings channels,
        Optional<DeadManSettings> deadMan,
        Optional<CanarySettings> canaryPage,
        StatusPageSettings statusPage,
        Optional<SecuritySettings> security,
        IntegrationSettings integrations,
        Duration observationsKept,
        Duration rollupsKept) {

    /// What reading a file came to: the settings, which hold harmless stand-ins where `problems` were found.
    public record Reading(Settings settings, List<Problem> problems) {}

    /// What a person should know of a file: what is wrong, and what may be meant as it is.
    record Review(List<Problem> problems, List<Problem> warnings) {}

    /// Reads `file`; an absent one means the defaults alone.
    public static Reading read(Optional<Path> file, Map<String, String> environment) {
        var settingsFile = file.map(path -> SettingsFile.read(path, environment))
                .orElseGet(() -> SettingsFile.defaults(environment));
        var settings = read(settingsFile.root());
        return new Reading(settings, settingsFile.problems());
    }

    /// Reads `file` as a person would who looks for what will go wrong: also who is on call in the 90 days
    /// after `now`.
    static Review review(Path file, Map<String, String> environment, Instant now) {
        var settingsFile = SettingsFile.read(file, environment);
        var settings = read(settingsFile.root());
        Independence.review(settingsFile.root(), settings);
        ScheduleSettings.review(settingsFile.root(), settings.paging().schedules(), now);
        return new Review(settingsFile.problems(), settingsFile.warnings());
    }

    /// The file that is meant when none is named: `tocsin.yml` here, if there is one.
    public static Optional<Path> usualFile() {
        return Optional.of(Path.of("tocsin.yml")).filter(Files::exists);
    }

    static Settings read(Section root) {
        var url = root.url("url", "http", "https");
        var own = OwnPosture.read(root, url);
        var monitors = own.beside(MonitorSettings.read(root));
        var paging = PagingSettings.read(root);
        var names = monitors.stream().map(Monitor::name).collect(Collectors.toSet());
        var alerting = own.beside(Alerting.read(root, paging.policies().keySet()), Alerting.usual(root));
        var ground = MonitorGround.read(root, paging.policies().keySet(), alerting);
        return new Settings(
                url,
                Path.of(root.text("data")),
                root.optionalSection("database").map(DatabaseSettings::read),
                HttpSettings.read(root, url),
                LocationSettings.read(root),
                monitors,
                ground,
                MaintenanceSettings.read(root, names),
                ReferenceSettings.read(root),
                alerting,
                paging,
                root.form("overrides"),
                ChannelSettings.read(root),
                DeadManSettings.read(root),
                CanarySettings.read(root),
                StatusPageSettings.read(root, names, ground.components()),
                SecuritySettings.read(root),
                IntegrationSettings.read(root, paging.policies().keySet()),
                root.section("retention").duration("observations", Duration.ofDays(1), Duration.ofDays(365)),
                root.section("retention").duration("rollups", Duration.ofDays(30), Duration.ofDays(20 * 365)));
    }

    /// The same settings with the embedded database in another folder.
    public Settings withData(Path other) {
        return new Settings(
                url,
                other,
                database,
                http,
                locations,
                monitors,
                monitorGround,
                maintenances,
                references,
                alerting,
                paging,
                overrideForm,
                channels,
                deadMan,
                canaryPage,
                statusPage,
                security,
                integrations,
                observationsKept,
                rollupsKept);
    }
}
