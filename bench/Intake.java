import dev.tocsin.incidents.delivery.imitation.MailSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// What it costs to take in security reports, and how soon their senders hear of it.
///
/// Arguments: home of the product, folder to work in.
final class Intake {
    private static final int ANSWERED = 50;
    private static final Duration APART = Duration.ofMillis(200);
    private static final int MAILS = 1_000;
    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WORDS = "There is a vulnerability in the shop; this is how to see it. ".repeat(45);

    private Intake() {}

    static void main(String[] arguments) throws Exception {
        System.out.println(Machine.words());
        var lmtp = freePort();
        try (var sink = MailSink.start(0, InstantSource.system());
                var product = Product.start(Path.of(arguments[0]), Path.of(arguments[1]), """
                        responders: [ { name: ana, email: ana@example.com, verified: true, rules: { critical: [], major: [], minor: [] } } ]
                        channels: { smtp: { host: 127.0.0.1, port: %d, tls: none, from: status@company.example } }
                        security: { address: security@company.example, lmtp: { port: %d } }
                        """.formatted(sink.port(), lmtp));
                var mails = new Mails(lmtp)) {
            acknowledged(sink, mails);
            flood(product, mails);
        }
    }

    private static void acknowledged(MailSink sink, Mails mails) throws Exception {
        var sent = new LinkedHashMap<String, Instant>();
        for (var number = 0; number < ANSWERED; number++) {
            sent.put(mails.bring("a" + number), Instant.now());
            Thread.sleep(APART);
        }
        var end = System.nanoTime() + PATIENCE.toNanos();
        var took = took(sink, sent);
        while (took.length < ANSWERED && System.nanoTime() < end) {
            Thread.sleep(APART);
            took = took(sink, sent);
        }
        System.out.printf(
                "acknowledgements: %d of %d, median %d ms, slowest %d ms after the mail was accepted%n",
                took.length, ANSWERED, took[took.length / 2], took[took.length - 1]);
    }

    private static long[] took(MailSink sink, Map<String, Instant> sent) {
        return sink.mails().stream()
                .filter(mail -> sent.containsKey(mail.to().getFirst()))
                .mapToLong(mail -> Duration.between(sent.get(mail.to().getFirst()), mail.at())
                        .toMillis())
                .sorted()
                .toArray();
    }

    private static void flood(Product product, Mails mails) throws Exception {
        var whole = product.process().toHandle();
        var before = Usage.of(whole).and(Usage.below(whole));
        var began = System.nanoTime();
        for (var number = 0; number < MAILS; number++) {
            var due = began + SPREAD.toNanos() / MAILS * number;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            mails.bring("f" + number);
        }
        var accepted = Duration.ofNanos(System.nanoTime() - began);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (cases(product) < MAILS + ANSWERED && System.nanoTime() < end) {
            Thread.sleep(APART);
        }
        var read = Duration.ofNanos(System.nanoTime() - began);
        var used = Usage.of(whole).and(Usage.below(whole)).since(before);
        System.out.printf(
                "mails: %d of %d bytes accepted within %.1f s, %d cases after %.1f s, %.1f s of CPU, PostgreSQL's in it%n",
                MAILS,
                WORDS.length(),
                accepted.toMillis() / 1e3,
                (long) cases(product) - ANSWERED,
                read.toMillis() / 1e3,
                used.cpuSeconds());
    }

    private static double cases(Product product) throws IOException, InterruptedException {
        return product.scrape().beginning("tocsin_disclosure_mails{").stream()
                .filter(line -> line.contains("outcome=\"case\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A mail server that brings mails, by LMTP over one connection.
    private static final class Mails implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Mails(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            hear();
            say("LHLO mx.example.com");
        }

        /// Returns the sender, once the mail is accepted.
        String bring(String name) throws IOException {
            var sender = "r@" + name + ".example";
            say("MAIL FROM:<" + sender + ">");
            say("RCPT TO:<security@company.example>");
            say("DATA");
            var answer = say("""
                    Authentication-Results: mx.company.example; spf=none; dkim=none; dmarc=none
                    From: %1$s
                    Subject: Hole %2$s
                    Message-ID: <%2$s@reporter.example>

                    %3$s
                    .""".formatted(sender, name, WORDS).replace("\n", "\r\n"));
            if (!answer.startsWith("250")) {
                throw new IOException(answer);
            }
            return sender;
        }

        private String say(String text) throws IOException {
            socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return hear();
        }

        private String hear() throws IOException {
            var line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            if (line == null) {
                throw new IOException("the product has left");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
