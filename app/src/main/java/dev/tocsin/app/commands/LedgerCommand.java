package dev.tocsin.app.commands;

import dev.tocsin.incidents.ledger.LedgerState;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The ledger: every page, delivery and answer, sealed in one chain.
@Command(
        name = "ledger",
        description =
                "Checks the chain in which every page, delivery and answer is sealed, and erases people from it who have left.")
final class LedgerCommand implements Runnable {
    private static final Pattern NAME = Pattern.compile("\\S.{0,198}\\S|\\S");
    private final House house;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    LedgerCommand(House house) {
        this.house = house;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: ledger verify or ledger erase");
    }

    @Command(
            name = "verify",
            description = {
                "Reads every sealed line and computes the chain again.",
                "",
                "The head that it prints stands for everything before: keep it elsewhere, and a later check proves that nothing was replaced.",
                "",
                "Exit codes: 0 the chain is whole, 1 something was changed, 2 could not tell."
            })
    int verify(@Mixin PlaceOptions place) {
        var out = spec.commandLine().getOut();
        return switch (house.verifyLedger(place.place())) {
            case LedgerState.Whole(var lines, var erased, var head) -> {
                out.printf("The chain is whole: %d lines, %d of them with a person erased.%n", lines, erased);
                out.printf("head %s%n", head);
                yield Exit.FINE;
            }
            case LedgerState.Broken(var position, var why) -> {
                out.printf("The chain is broken at %d: %s.%n", position, why);
                yield Exit.NO;
            }
        };
    }

    @Command(
            name = "erase",
            description = {
                "Takes a person who has left out of incidents, pages, messages and timelines. The chain stays whole.",
                "",
                "It cannot be undone. Take them out of the settings first."
            })
    int erase(
            @Parameters(paramLabel = "NAME", description = "The responder's name.") String name,
            @Mixin PlaceOptions place) {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "\"" + name + "\" is no name");
        }
        var erased = house.erase(place.place(), name);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is called %s from now on, in %d lines of timelines; %d addresses are forgotten.%n",
                        name, erased.instead(), erased.lines(), erased.addresses());
        return Exit.FINE;
    }
}
