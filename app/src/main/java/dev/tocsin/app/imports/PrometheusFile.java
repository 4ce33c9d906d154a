package dev.tocsin.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds in a Prometheus file what is probed through blackbox_exporter: in `prometheus.yml` the jobs whose path is
/// `/probe`, with their static targets and file_sd files; in a file_sd file all targets.
final class PrometheusFile {
    private static final String PROBE = "/probe";

    /// The labels by which relabelling leads a target through the exporter. Rules on others mean more than that.
    private static final Set<String> USUAL_RULES = Set.of("__param_target", "instance", "__address__");

    private final ForeignFile file;
    private final List<ProbeTarget> targets = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private PrometheusFile(ForeignFile file) {
        this.file = file;
    }

    static PrometheusFile read(Path path) {
        var file = ForeignFile.read(path);
        var read = new PrometheusFile(file);
        var prometheus = file.mapping(PrometheusFile::literal);
        if (prometheus.isPresent()) {
            read.jobs(prometheus.get());
        } else {
            var none = new Job(Optional.empty(), Optional.empty(), Optional.empty());
            file.mappings(PrometheusFile::literal).forEach(group -> read.group(group, none, file.name()));
        }
        return read;
    }

    /// Prometheus fills in nothing, and so must we.
    static String literal(String text) {
        return text.replace("${", "$${");
    }

    List<ProbeTarget> targets() {
        return List.copyOf(targets);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private record Job(Optional<String> module, Optional<String> every, Optional<String> timeout) {}

    private void jobs(ForeignMapping prometheus) {
        if (!prometheus.has("scrape_configs")) {
            throw new ImportFault(
                    file.name() + " has neither scrape_configs nor a list of targets, name a Prometheus file");
        }
        var global = prometheus.mapping("global");
        var every = global.flatMap(one -> one.text("scrape_interval"));
        var timeout = global.flatMap(one -> one.text("scrape_timeout"));
        for (var job : prometheus.mappings("scrape_configs")) {
            var name = job.text("job_name").orElse("without a name");
            if (job.text("metrics_path").filter(PROBE::equals).isEmpty()) {
                remarks.add(file.name() + ", job " + name + ": scrapes metrics and probes nothing");
                continue;
            }
            job(job, name, every, timeout);
        }
    }

    private void job(ForeignMapping job, String name, Optional<String> every, Optional<String> timeout) {
        var parameters = job.mapping("params");
        var module = parameters.flatMap(one -> one.texts("module").stream().findFirst());
        var read = new Job(
                module,
                job.text("scrape_interval").or(() -> every),
                job.text("scrape_timeout").or(() -> timeout));
        var place = file.name() + ", job " + name;
        for (var group : job.mappings("static_configs")) {
            group(group, read, place);
        }
        for (var discovery : job.mappings("file_sd_configs")) {
            discovery.text("refresh_interval");
            discovery.texts("files").forEach(pattern -> discovered(pattern, read, place));
        }
        for (var rule : job.mappings("relabel_configs")) {
            relabelled(rule, place);
        }
        // How the exporter itself is reached is of no use any more.
        job.text("scheme");
        job.flag("honor_timestamps");
        job.leftovers().forEach(left -> remarks.add(place + ": " + left));
    }

    private void group(ForeignMapping group, Job job, String place) {
        var labels = group.entries("labels");
        var module = Optional.ofNullable(labels.get("__param_module"))
                .or(() -> Optional.ofNullable(labels.get("module")))
                .or(job::module);
        for (var address : group.texts("targets")) {
            targets.add(new ProbeTarget(address, module, job.every, job.timeout));
        }
        labels.entrySet().stream()
                .filter(label -> !label.getKey().equals("__param_module")
                        && !label.getKey().equals("module"))
                .map(Map.Entry::toString)
                .forEach(label -> remarks.add(place + ": label " + label));
        group.leftovers().forEach(left -> remarks.add(place + ": " + left));
    }

    /// Which rules there are says little; what they do to which label says all.
    private void relabelled(ForeignMapping rule, String place) {
        var label = rule.text("target_label").orElse("");
        var plain = USUAL_RULES.contains(label) && !rule.has("regex") && !rule.has("action");
        if (!plain) {
            remarks.add(place + ": a rule of relabel_configs for " + (label.isEmpty() ? "several labels" : label));
        }
        rule.texts("source_labels");
        Stream.of("replacement", "regex", "action", "separator", "modulus").forEach(rule::text);
    }

    private void discovered(String pattern, Job job, String place) {
        var found = matching(pattern);
        if (found.isEmpty()) {
            remarks.add(place + ": file_sd file " + pattern + ", which is not there");
        }
        for (var path : found) {
            var discovered = ForeignFile.read(path);
            discovered.mappings(PrometheusFile::literal).forEach(group -> group(group, job, discovered.name()));
        }
    }

    /// As Prometheus does: a `*` in the last part of the path only.
    private Set<Path> matching(String pattern) {
        try {
            var path = file.beside(pattern);
            var found = new TreeSet<Path>();
            if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
                return found;
            }
            try (var files = Files.newDirectoryStream(
                    path.getParent(), path.getFileName().toString())) {
                files.forEach(found::add);
            }
            return found;
        } catch (InvalidPathException | IOException unreadable) {
            return Set.of();
        }
    }
}
