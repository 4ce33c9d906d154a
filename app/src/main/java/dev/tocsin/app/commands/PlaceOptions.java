package dev.tocsin.app.commands;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--config` and `--data`, for the commands that touch data.
final class PlaceOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings of the product. Without it, tocsin.yml in this folder, if there is one.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Without it, the one that the settings name, or data/ in this folder.")
    private @Nullable Path data;

    House.Place place() {
        return new House.Place(Optional.ofNullable(config), Optional.ofNullable(data));
    }
}
