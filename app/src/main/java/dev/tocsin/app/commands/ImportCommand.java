package dev.tocsin.app.commands;

import dev.tocsin.app.imports.ImportFault;
import dev.tocsin.app.imports.Imported;
import dev.tocsin.app.imports.Imports;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Makes monitors of a blackbox.yml and the Prometheus file that uses it, or of Gatus' config.yaml.",
            "",
            "Prints them as settings for tocsin check. What has no counterpart stands in a comment.",
            "Exits with 1 when a file cannot be read as what it should be."
        })
final class ImportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of blackbox_exporter or Gatus.")
    private List<Path> files = List.of();

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "A prometheus.yml or file_sd file with what blackbox.yml's modules probe. May be repeated.")
    private List<Path> targets = List.of();

    @Option(
            names = "--module",
            paramLabel = "NAME",
            description = "The module of blackbox.yml for targets that name none.")
    private @Nullable String module;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write there instead of to stdout. A file that is there already is left alone.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Stream.concat(files.stream(), targets.stream())
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new Refusal(Exit.USAGE, file + " cannot be read, name a file");
                });
        var imported = read();
        if (output == null) {
            spec.commandLine().getOut().print(imported.text());
            spec.commandLine().getOut().flush();
        } else {
            write(output, imported.text());
        }
        var err = spec.commandLine().getErr();
        err.println("tocsin: " + counted(imported.monitors(), "monitor") + " made, "
                + counted(imported.lost(), "thing") + " without a counterpart"
                + (imported.lost() == 0 ? "" : ", see \"not taken over\""));
        err.flush();
        return Exit.FINE;
    }

    private Imported read() {
        try {
            return Imports.read(files, targets, Optional.ofNullable(module));
        } catch (ImportFault fault) {
            throw new Refusal(Exit.NO, String.valueOf(fault.getMessage()));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw new Refusal(Exit.USAGE, "--output " + file + " is there already, name another file");
        } catch (IOException fault) {
            throw new Refusal(Exit.USAGE, "--output " + file + " cannot be written, name a file in a folder of yours");
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
