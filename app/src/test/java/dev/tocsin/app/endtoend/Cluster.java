package dev.tocsin.app.endtoend;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.db.DatabaseSettings;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import dev.tocsin.incidents.delivery.imitation.ReceivedMail;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several nodes on one database that watch one site, and the providers that take their pages.
final class Cluster implements AutoCloseable {
    static final int MONITORS = 100;
    private static final Pattern MESSAGE_ID = Pattern.compile("(?i)^message-id:\\s*(\\S+)", Pattern.MULTILINE);

    final TwilioImitation twilio;
    final MailSink mails = MailSink.start(0, InstantSource.system());
    private final Path folder;
    private final DatabaseSettings database;
    private final String authToken = UUID.randomUUID().toString();
    private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
    private final HttpServer site;
    private final Front front = new Front();
    private final List<RunningServer> nodes = new ArrayList<>();

    Cluster(Path folder, DatabaseSettings database) throws IOException {
        this.folder = folder;
        this.database = database;
        twilio = TwilioImitation.start(0, "ACtest", new Secret(authToken), InstantSource.system());
        // A carrier that says nothing for a minute has the next contact used: here all is delivered.
        twilio.deliverAutomatically(true);
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        site.createContext("/", exchange -> {
            var number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(broken.contains(number) ? 503 : 200, -1);
            exchange.close();
        });
        site.start();
    }

    /// From now on the target of monitor `number` answers with an error, until it is mended.
    void breakSite(int number) {
        broken.add(number);
    }

    void mendSite(int number) {
        broken.remove(number);
    }

    /// Starts one more node; returns once it serves its page.
    RunningServer join() throws IOException {
        var name = "node-" + UUID.randomUUID();
        var port = RunningServer.freePort();
        var place = Files.createDirectory(folder.resolve(name));
        Files.writeString(place.resolve("tocsin.yml"), settings(port));
        var node = RunningServer.start(place, port);
        synchronized (nodes) {
            nodes.add(node);
        }
        front.add(port);
        return node;
    }

    private String settings(int port) {
        return """
                url: http://127.0.0.1:%8$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                database: { url: "%2$s", user: "%3$s", password: "%4$s" }
                defaults: { every: 5s, timeout: 3s, confirm: { recheck: 1s } }
                responders: [ { name: ana, email: ana@example.com, phone: "+15005550101", verified: true } ]
                channels:
                  twilio: { accountSid: ACtest, authToken: "%5$s", from: "+15005550006", baseUrl: "%6$s" }
                  smtp: { host: 127.0.0.1, port: %7$d, tls: none, from: status@example.com }
                monitors:
                """.formatted(
                                port,
                                database.url(),
                                database.user(),
                                database.password().reveal(),
                                authToken,
                                twilio.baseUrl(),
                                mails.port(),
                                front.port())
                + IntStream.rangeClosed(1, MONITORS)
                        .mapToObj(number -> "  - { name: site-%1$d, http: \"http://127.0.0.1:%2$d/%1$d\" }%n"
                                .formatted(number, site.getAddress().getPort()))
                        .collect(Collectors.joining());
    }

    /// How many text messages and mails told of `incident` (`SITE-7 DOWN`), as people see them: a mail server cannot
    /// be asked what it took from a node that was killed, and a mailbox shows a mail that is sent again only once.
    int pages(String incident) {
        return (int) (twilio.messages().stream()
                        .filter(message -> message.body().startsWith(incident))
                        .count()
                + mails.mails().stream()
                        .filter(mail -> mail.subject().startsWith(incident))
                        .map(Cluster::messageId)
                        .distinct()
                        .count());
    }

    private static String messageId(ReceivedMail mail) {
        var header = MESSAGE_ID.matcher(mail.raw());
        return header.find() ? header.group(1) : mail.raw();
    }

    @Override
    public void close() throws InterruptedException {
        for (var node : nodes) {
            node.kill();
        }
        site.stop(0);
        front.close();
        twilio.close();
        mails.close();
    }
}
