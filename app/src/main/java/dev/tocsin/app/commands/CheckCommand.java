package dev.tocsin.app.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Reads settings and names every problem, as file:line:column, with its cure.",
            "",
            "Also says when nobody would be on call within the next 90 days, and warns of somebody who is so",
            "alone for over 7 days.",
            "",
            "Starts nothing and asks nothing of the network. Exits with 1 when there is a problem."
        })
final class CheckCommand implements Callable<Integer> {
    private final House house;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The settings to read.")
    private List<Path> files = List.of();

    CheckCommand(House house) {
        this.house = house;
    }

    @Override
    public Integer call() {
        return house.check(List.copyOf(files));
    }
}
