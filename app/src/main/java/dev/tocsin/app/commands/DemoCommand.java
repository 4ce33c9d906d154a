package dev.tocsin.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Shows everything at once, without any set-up.",
            "",
            "A sample shop to break, people on call, the SMS and mails that would have gone out, and the status page. Needs no account and no network, and keeps nothing."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int LARGEST = 1_000;
    private final House house;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times the data, to see how a large page looks. 1 to 1000.")
    private int size;

    DemoCommand(House house) {
        this.house = house;
    }

    @Override
    public Integer call() {
        if (size < 1 || size > LARGEST) {
            throw new Refusal(Exit.USAGE, "--size " + size + " is out of range, choose 1 to " + LARGEST);
        }
        return house.demo(size);
    }
}
