package dev.tocsin.app.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a monitor of every target that Prometheus has probed by a module of blackbox_exporter.
final class BlackboxImport {
    private final Map<String, ForeignMapping> modules = new LinkedHashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    /// Each once: what a module has that we have not is the same for all of its targets.
    private final Set<String> remarks = new LinkedHashSet<>();

    static boolean reads(ForeignMapping file) {
        return file.has("modules");
    }

    /// Takes the modules of one `blackbox.yml`.
    void modules(ForeignFile file, ForeignMapping blackbox) {
        blackbox.mapping("modules")
                .ifPresent(all -> all.names()
                        .forEach(name -> all.mapping(name)
                                .ifPresentOrElse(
                                        module -> modules.put(name, module),
                                        () -> remarks.add(file.name() + ": " + name))));
        blackbox.leftovers().stream()
                .filter(left -> !left.startsWith("modules."))
                .forEach(left -> remarks.add(file.name() + ": " + left));
    }

    boolean isEmpty() {
        return modules.isEmpty();
    }

    /// Makes the monitors. `usual` is the module of targets that name none.
    void targets(Path path, Optional<String> usual) {
        var prometheus = PrometheusFile.read(path);
        for (var target : prometheus.targets()) {
            var module = target.module().or(() -> usual).or(this::only);
            if (module.isEmpty()) {
                throw new ImportFault(
                        path + " does not say by which module " + target.address() + " is probed, say --module NAME");
            }
            target(target, module.get());
        }
        remarks.addAll(prometheus.remarks());
    }

    private Optional<String> only() {
        return modules.size() == 1 ? modules.keySet().stream().findFirst() : Optional.empty();
    }

    private void target(ProbeTarget target, String name) {
        var module = modules.get(name);
        if (module == null) {
            remarks.add("target " + target.address() + ": its module " + name + " is in no file");
            return;
        }
        var draft = new Draft(
                name(target.address(), name),
                remark -> remarks.add("module " + name + ": " + remark.replace("modules." + name + ".", "")));
        var prober = module.text("prober").orElse("");
        if (!dialable(prober, target.address())) {
            remarks.add("target " + target.address() + ": no address for prober " + prober + " of module " + name);
            return;
        }
        switch (prober) {
            case "http" -> BlackboxHttp.read(target, module.mapping("http"), draft);
            case "tcp", "dns", "icmp", "grpc" -> BlackboxSockets.read(prober, target, module.mapping(prober), draft);
            default -> {
                remarks.add("target " + target.address() + ": prober " + prober + " of module " + name);
                return;
            }
        }
        target.every().ifPresent(every -> ForeignDurations.putEvery(draft, every));
        module.text("timeout").or(target::timeout).ifPresent(limit -> ForeignDurations.putTimeout(draft, limit));
        drafts.add(draft);
        used.add(name);
        module.leftovers().forEach(draft::remark);
    }

    private static boolean dialable(String prober, String address) {
        return switch (prober) {
            case "http" -> Addresses.url(BlackboxHttp.url(address));
            case "tcp", "grpc" -> Addresses.hostAndPort(address);
            default -> true;
        };
    }

    private String name(String address, String module) {
        var bare = address.replaceFirst("^https?://", "").replaceFirst("/$", "");
        return modules.size() == 1 ? bare : bare + " (" + module + ")";
    }

    List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    /// What is lost, and modules that nothing uses.
    List<String> remarks() {
        var all = new ArrayList<>(remarks);
        modules.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> all.add("module " + name + ": no target is probed by it"));
        return List.copyOf(all);
    }
}
