package dev.tocsin.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "migrate",
        description = {
            "Brings the database's tables to the form that this version needs.",
            "",
            "The server does the same when it starts; this is for those who want it done before. Nodes of the previous version may go on running."
        })
final class MigrateCommand implements Callable<Integer> {
    private final House house;

    @Mixin
    private PlaceOptions options = new PlaceOptions();

    MigrateCommand(House house) {
        this.house = house;
    }

    @Override
    public Integer call() {
        return house.migrate(options.place());
    }
}
