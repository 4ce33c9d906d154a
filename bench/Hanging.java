import dev.tocsin.db.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Watches healthy targets beside many that take a connection and say nothing, and prints how late the looks at the
/// healthy ones were, and how many slots were lost.
///
/// Arguments: home of the product, folder to work in, password of the target's key store, hanging targets, healthy
/// ones, seconds. `hanging` beside this file gives them.
final class Hanging {
    private static final int ADDRESSES = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(150);
    private static final int IN_A_FILE = 4_000;
    private static final InstantSource CLOCK = InstantSource.system();

    private Hanging() {}

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        var hanging = Integer.parseInt(arguments[3]);
        var healthy = Integer.parseInt(arguments[4]);
        var seconds = Duration.ofSeconds(Long.parseLong(arguments[5]));
        System.out.println(Machine.words());
        try (var silent = Silent.open();
                var site = Site.start(work, arguments[2])) {
            write(work, silent, hanging);
            try (var product = Product.start(home, work, Ours.settings(site, work, healthy, 10))) {
                // Until each target was met and is known to hang.
                Thread.sleep(WARM_UP);
                var from = CLOCK.instant();
                var missed = product.scrape().value("tocsin_probe_missed_total");
                // The time that is measured.
                Thread.sleep(seconds);
                var to = CLOCK.instant();
                missed = product.scrape().value("tocsin_probe_missed_total") - missed;
                // What was seen is stored in batches; a hanging look takes its 10 s.
                Thread.sleep(Duration.ofSeconds(13));
                System.out.printf(
                        "%d targets that hang, every 60 s; %d healthy ones, every 10 s; %d s after %d s%n",
                        hanging, healthy, seconds.toSeconds(), WARM_UP.toSeconds());
                print(product, from, to);
                System.out.printf(
                        "slots missed, of all: %.0f; JVM RSS %.0f MiB; load %s%n",
                        missed, Usage.of(product.process().toHandle()).rss() / (double) (1 << 20), Machine.load());
            }
        }
    }

    private static void write(Path work, Silent silent, int hanging) throws IOException {
        for (var first = 0; first < hanging; first += IN_A_FILE) {
            Files.writeString(
                    work.resolve("monitors-hanging-%d.yml".formatted(first)),
                    "monitors:\n"
                            + IntStream.range(first, Math.min(first + IN_A_FILE, hanging))
                                    .mapToObj(number -> """
                                              - { name: hanging-%d, http: "http://%s/%d", every: 60s, timeout: 10s }
                                            """.formatted(number, silent.address(number % ADDRESSES), number))
                                    .collect(Collectors.joining()));
        }
    }

    private static void print(Product product, Instant from, Instant to) throws SQLException {
        var settings = EmbeddedPostgres.running(product.data()).orElseThrow();
        try (var connection = DriverManager.getConnection(
                        settings.url(), settings.user(), settings.password().reveal());
                var query = connection.prepareStatement("""
                        select monitor.name like 'hanging-%' as hanging,
                               count(*) as looks,
                               count(*) filter (where outcome = 'passed') as passed,
                               percentile_disc(0.5) within group (order by lateness_us) / 1000.0,
                               percentile_disc(0.99) within group (order by lateness_us) / 1000.0,
                               max(lateness_us) / 1000.0
                          from observation
                          join monitor on monitor.id = observation.monitor_id
                         where at >= ?
                           and at < ?
                         group by 1
                         order by 1
                        """)) {
            query.setTimestamp(1, Timestamp.from(from));
            query.setTimestamp(2, Timestamp.from(to));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    System.out.printf(
                            "%-8s %6d looks, %6d passed, lateness p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                            rows.getBoolean(1) ? "hanging" : "healthy",
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getDouble(4),
                            rows.getDouble(5),
                            rows.getDouble(6));
                }
            }
        }
    }

    /// Takes every connection to 200 loopback addresses, and reads and writes nothing. What the other side has given
    /// up is closed.
    private record Silent(List<InetSocketAddress> addresses, Selector selector) implements AutoCloseable {

        static Silent open() throws IOException {
            var selector = Selector.open();
            var addresses = new ArrayList<InetSocketAddress>();
            for (var i = 0; i < ADDRESSES; i++) {
                var server = ServerSocketChannel.open();
                var host = InetAddress.getByAddress(new byte[] {127, 9, (byte) (i / 100), (byte) (1 + i % 100)});
                server.bind(new InetSocketAddress(host, 0), 1_000).configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT);
                addresses.add((InetSocketAddress) server.getLocalAddress());
            }
            var silent = new Silent(addresses, selector);
            Thread.ofPlatform().daemon().name("silence").start(silent::keepQuiet);
            return silent;
        }

        String address(int number) {
            var address = addresses.get(number);
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }

        private void keepQuiet() {
            var bin = ByteBuffer.allocate(4_096);
            while (selector.isOpen()) {
                try {
                    selector.select();
                    for (var key : selector.selectedKeys()) {
                        if (key.channel() instanceof ServerSocketChannel server) {
                            var guest = server.accept();
                            if (guest != null) {
                                guest.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                            }
                        } else if (key.channel() instanceof SocketChannel guest && gone(guest, bin.clear())) {
                            guest.close();
                        }
                    }
                    selector.selectedKeys().clear();
                } catch (IOException | ClosedSelectorException over) {
                    return;
                }
            }
        }

        private static boolean gone(SocketChannel guest, ByteBuffer bin) {
            try {
                return guest.read(bin) < 0;
            } catch (IOException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
