package dev.tocsin.app;

import ch.qos.logback.classic.Level;
import dev.tocsin.app.commands.Commands;
import dev.tocsin.app.commands.Terminal;
import dev.tocsin.monitor.kinds.ProbeKinds;
import java.io.Console;
import java.io.PrintWriter;
import java.security.Security;
import java.time.Clock;
import java.util.Optional;

/// Where the process begins.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Logging.apply(Level.WARN, false);
        forgetNames();
        var clock = Clock.systemUTC();
        var interactive =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        var commands = new Commands(
                new Premises(System.getenv(), clock, System.out),
                ProbeKinds.probers(clock),
                clock,
                System.getenv(),
                Terminal.of(System.getenv(), interactive, System.out.charset()),
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                (running, debug, json) -> Logging.apply(debug ? Level.DEBUG : running ? Level.INFO : Level.WARN, json));
        System.exit(commands.run(arguments));
    }

    /// Java would remember an address for 30 s and a missing name for 10 s, and so see an outage, or its end, late.
    private static void forgetNames() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Security.setProperty("networkaddress.cache.stale.ttl", "0");
    }
}
