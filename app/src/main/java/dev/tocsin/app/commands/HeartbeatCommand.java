package dev.tocsin.app.commands;

import dev.tocsin.config.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The jobs that call us.
@Command(name = "heartbeat", description = "Shows where the jobs are to call that are watched by heartbeats.")
final class HeartbeatCommand implements Runnable {
    private final House house;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HeartbeatCommand(House house) {
        this.house = house;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: heartbeat list");
    }

    @Command(
            name = "list",
            description = {
                "Lists every heartbeat with the address to call. Whoever has an address can say that all is well:",
                "this is the one place that shows them.",
                "",
                "Behind the address: nothing when it went well, /start, /fail, or the exit code (/$?).",
                "?rid=UUID, the same for start and end, tells overlapping runs apart."
            })
    int list(@Mixin PlaceOptions place) {
        var addresses = house.heartbeats(place.place());
        if (addresses.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("There are no heartbeats yet; add one to the settings: "
                            + "{ name: backup, heartbeat: { cron: \"0 3 * * *\", grace: 30m } }");
            return Exit.FINE;
        }
        var width = addresses.keySet().stream().mapToInt(String::length).max().orElse(0);
        addresses.forEach((name, address) -> spec.commandLine()
                .getOut()
                .println(name + " ".repeat(width - name.length()) + "  "
                        + address.map(Secret::reveal).orElse("(its token was given elsewhere, and is not kept)")));
        return Exit.FINE;
    }
}
