package dev.tocsin.app.commands;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "server",
        description = {
            "Runs the product until it is stopped.",
            "",
            "Without a database in the settings it brings its own PostgreSQL, in the data folder. SIGTERM and Ctrl-C stop it in order, SIGHUP reads the settings again."
        })
final class ServerCommand implements Callable<Integer> {
    private final House house;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The settings. Without it, tocsin.yml in this folder.")
    private @Nullable Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Without it, the settings' or data/.")
    private @Nullable Path data;

    ServerCommand(House house) {
        this.house = house;
    }

    @Override
    public Integer call() {
        return house.serve(new House.Place(Optional.ofNullable(file), Optional.ofNullable(data)));
    }
}
