package dev.tocsin.app.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads files of blackbox_exporter and Gatus and makes monitors of them.
public final class Imports {

    private Imports() {}

    /// Reads all `files`, each told by what stands in it. `targets` are Prometheus files, which blackbox_exporter's
    /// modules need; `module` is the one for targets that name none. Blocks on the disk only.
    /// @throws ImportFault when a file cannot be read as what it should be
    public static Imported read(List<Path> files, List<Path> targets, Optional<String> module) {
        var blackbox = new BlackboxImport();
        var gatus = new GatusImport();
        for (var path : files) {
            var file = ForeignFile.read(path);
            var asBlackbox = file.mapping(PrometheusFile::literal).filter(BlackboxImport::reads);
            var asGatus = file.mapping(GatusImport::notation).filter(GatusImport::reads);
            if (asBlackbox.isPresent()) {
                blackbox.modules(file, asBlackbox.get());
            } else if (asGatus.isPresent()) {
                gatus.endpoints(file, asGatus.get());
            } else {
                throw new ImportFault(
                        path + " has neither modules nor endpoints, name a file of blackbox_exporter or Gatus");
            }
        }
        if (blackbox.isEmpty() != targets.isEmpty()) {
            throw new ImportFault(
                    targets.isEmpty()
                            ? "modules of blackbox_exporter probe nothing by themselves, say --targets FILE"
                            : "--targets " + targets.getFirst() + " needs the blackbox.yml beside it, name that too");
        }
        targets.forEach(path -> blackbox.targets(path, module));
        var drafts = new ArrayList<>(blackbox.drafts());
        drafts.addAll(gatus.drafts());
        var remarks = new ArrayList<>(blackbox.remarks());
        remarks.addAll(gatus.remarks());
        var sources = Stream.concat(files.stream(), targets.stream())
                .map(path -> path.getFileName().toString())
                .toList();
        return Imported.of(sources, drafts, remarks);
    }
}
