package dev.tocsin.app.demo;

import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/// Everything at once, without any set-up: the product on a database of its own, a shop to break, and imitations of the
/// providers whose traffic one can read. The product runs as it always does; only the providers' addresses differ.
public final class Demo implements AutoCloseable {
    private static final int PORT = 8080;
    private static final int ADMIN_PORT = 8081;
    private static final int DESK_PORT = 8090;
    private static final Duration OWN_BREAK_AFTER = Duration.ofMinutes(10);
    private static final Duration OWN_BREAK_LASTS = Duration.ofSeconds(45);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /// The product as the demo needs it. The roof hands it in: the demo stands below the wiring, like every room.
    public interface Product extends AutoCloseable {

        Database database();

        int adminPort();

        @Override
        void close();
    }

    /// Starts the product on a settings file, with its data in a folder of its own.
    @FunctionalInterface
    public interface Starter {

        Product start(Path file, Path data);
    }

    private Demo() {}

    /// Starts everything in `folder` with `size` times the data, and prints the addresses. Blocks for some 6 s.
    public static Demo start(Path folder, int size, InstantSource clock, PrintStream out, Starter starter) {
        var demo = new Demo();
        try {
            demo.startAll(folder, size, clock, out, starter);
            return demo;
        } catch (IOException fault) {
            demo.close();
            throw new UncheckedIOException("the demo cannot start: " + fault.getMessage(), fault);
        } catch (RuntimeException fault) {
            demo.close();
            throw fault;
        }
    }

    private void startAll(Path folder, int size, InstantSource clock, PrintStream out, Starter starter)
            throws IOException {
        var port = freePort(PORT);
        var adminPort = freePort(ADMIN_PORT);
        var url = URI.create("http://127.0.0.1:" + port + "/");
        var shop = keep(SampleShop.start());
        var twilio = keep(TwilioImitation.start(0, "ACdemo", new Secret("demo-token"), clock));
        twilio.deliverAutomatically(true);
        var mails = keep(MailSink.start(0, clock));
        var file = folder.resolve("tocsin.yml");
        Files.writeString(
                file,
                DemoFile.text(
                        url.toString(),
                        port,
                        adminPort,
                        shop.url(),
                        twilio.baseUrl().toString(),
                        mails.port(),
                        size));
        var tocsin = keep(starter.start(file, folder.resolve("data")));
        DemoHistory.write(tocsin.database(), clock.instant());
        var desk = keep(Desk.start(freePort(DESK_PORT), shop, twilio, mails, url));
        var mischief = keep(new Mischief(shop, OWN_BREAK_AFTER, OWN_BREAK_LASTS));
        mischief.start();
        print(out, tocsin, clock, url, desk, file);
    }

    private static void print(PrintStream out, Product tocsin, InstantSource clock, URI url, Desk desk, Path file) {
        var token = new Tokens(tocsin.database(), clock)
                .create("demo", Set.of(Scope.values()), Optional.of(Duration.ofDays(1)))
                .orElseThrow();
        out.printf("""

                Tocsin's demo is running.

                  Break the shop, read the SMS and mails, answer them   %s
                  What customers see                                    %s
                  What Prometheus sees                                  http://127.0.0.1:%d/metrics
                  The API   curl -H "Authorization: Bearer %s" %sapi/v1/incidents
                  The settings it runs on                               %s

                The shop also breaks by itself every %d minutes. Stop with Ctrl-C; nothing is kept.

                """, desk.url(), url, tocsin.adminPort(), token.reveal(), url, file, OWN_BREAK_AFTER.toMinutes());
        out.flush();
    }

    /// Removes what a demo left in its folder; what cannot be removed is left to the system.
    public static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException fault) {
            System.err.println("the demo's folder " + folder + " could not be removed: " + fault.getMessage());
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        running.push(part);
        return part;
    }

    /// `wanted` where it is free, else any: a demo should not fail because something else runs on this machine.
    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException _) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception fault) {
                System.err.println("a part of the demo did not stop in order: " + fault.getMessage());
            }
        }
    }
}
