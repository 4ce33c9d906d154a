package dev.tocsin.incidents.delivery.imitation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Behaves on loopback like the part of Twilio that we use: it takes and lists messages, sends signed receipts, and
/// brings text messages that people write. It can also be as unhelpful as the real one: see the switches. Tests and
/// the demo share it, so what the demo shows went through the real adapter.
public final class TwilioImitation implements AutoCloseable {

    private static final int LARGEST_FORM = 64 << 10;

    /// A message that was taken. `status` is where it stands in Twilio's words.
    public record TextMessage(
            String sid, String to, String from, String body, Optional<URI> statusCallback, Instant at, String status) {

        TextMessage in(String newStatus) {
            return new TextMessage(sid, to, from, body, statusCallback, at, newStatus);
        }
    }

    /// A call that is to be made; `twiml` says what is read out and where a key goes.
    public record Call(String sid, String to, String from, String twiml, Optional<URI> statusCallback) {}

    private record Answer(int status, int code) {}

    private final String accountSid;
    private final byte[] authorization;
    private final InstantSource clock;
    private final TextMessages messages;
    private final Calls calls;
    private final TwilioCallbacks callbacks;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean silentNext;
    private volatile boolean down;
    private volatile boolean deliversAutomatically;

    private TwilioImitation(HttpServer server, String accountSid, Secret authToken, InstantSource clock) {
        this.server = server;
        this.accountSid = accountSid;
        this.clock = clock;
        authorization = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (accountSid + ":" + authToken.reveal()).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        messages = new TextMessages(accountSid);
        calls = new Calls(accountSid);
        callbacks = new TwilioCallbacks(accountSid, authToken);
    }

    /// Listens on `port` of the loopback address; 0 takes any that is free.
    public static TwilioImitation start(int port, String accountSid, Secret authToken, InstantSource clock) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var imitation = new TwilioImitation(server, accountSid, authToken, clock);
            server.setExecutor(imitation.threads);
            server.createContext("/", imitation::serve);
            server.start();
            return imitation;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:%d, choose another port".formatted(port), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// What to write as `channels.twilio.baseUrl`.
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /// The last thousand messages, the oldest first.
    public List<TextMessage> messages() {
        return messages.all();
    }

    /// Answers the next attempt to send with an HTTP status and one of Twilio's error codes. Calls add up.
    public void answerNext(int status, int code) {
        answers.add(new Answer(status, code));
    }

    /// Takes the next message and never says so: its sender cannot know.
    public void silentNext() {
        silentNext = true;
    }

    /// While down, every request gets a proxy's 503 page.
    public void down(boolean isDown) {
        down = isDown;
    }

    /// Whether each message is reported as sent and delivered at once, without being asked.
    public void deliverAutomatically(boolean automatic) {
        deliversAutomatically = automatic;
    }

    /// Reports the message as delivered; answers the HTTP status that the receipt met with.
    public int deliver(String sid) {
        return report(sid, "delivered", 0);
    }

    /// Reports any status with an error code (0: none); answers the HTTP status that the receipt met with.
    public int report(String sid, String status, int errorCode) {
        return callbacks.receipt(messages.move(sid, status), status, errorCode);
    }

    /// A person writes `text` to us: posts it to our webhook, signed, and answers what the webhook would say back.
    public Optional<String> receive(URI webhook, String from, String text) {
        var number = messages.all().isEmpty()
                ? "+15005550006"
                : messages.all().getLast().from();
        return callbacks.inbound(webhook, from, number, text);
    }

    /// The last thousand calls, the oldest first.
    public List<Call> calls() {
        return calls.all();
    }

    /// Somebody answers the call and presses `key`; answers what is said back.
    public Optional<String> press(String sid, String key) {
        var call = calls.find(sid);
        return callbacks.call(Calls.action(call), call, "in-progress", Optional.of(key));
    }

    /// The call ends, in Twilio's words: `completed`, `busy`, `no-answer`, `failed`.
    public void hangUp(String sid, String status) {
        var call = calls.find(sid);
        call.statusCallback().ifPresent(callback -> callbacks.call(callback, call, status, Optional.empty()));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        callbacks.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var post = exchange.getRequestMethod().equals("POST");
            if (down) {
                respond(exchange, 503, "text/html", "<html><body>Service Unavailable</body></html>");
            } else if (!isAt(exchange, "Messages") && !isAt(exchange, "Calls")) {
                refuse(exchange, 404, 20404, "The requested resource was not found");
            } else if (!authorized(exchange)) {
                refuse(exchange, 401, 20003, "Authenticate");
            } else if (post && isAt(exchange, "Calls")) {
                makeCall(exchange);
            } else if (post) {
                create(exchange);
            } else {
                var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse("");
                respond(exchange, 200, "application/json", messages.page(Form.parsed(query)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAt(HttpExchange exchange, String list) {
        return exchange.getRequestURI().getPath().equals("/2010-04-01/Accounts/%s/%s.json".formatted(accountSid, list));
    }

    private void makeCall(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_FORM);
        var form = Form.parsed(new String(body, StandardCharsets.UTF_8));
        var told = answers.poll();
        var complaint = Calls.complaint(form);
        if (told != null) {
            refuse(exchange, told.status(), told.code(), "Told to answer so");
        } else if (complaint.isPresent()) {
            refuse(exchange, 400, complaint.get().code(), complaint.get().text());
        } else {
            respond(exchange, 201, "application/json", calls.json(calls.take(form)));
        }
    }

    private void create(HttpExchange exchange) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_FORM);
        var form = Form.parsed(new String(body, StandardCharsets.UTF_8));
        var told = answers.poll();
        if (told != null) {
            refuse(exchange, told.status(), told.code(), "Told to answer so");
            return;
        }
        var complaint = TextMessages.complaint(form);
        if (complaint.isPresent()) {
            refuse(exchange, 400, complaint.get().code(), complaint.get().text());
            return;
        }
        var message = messages.take(form, clock.instant());
        if (silentNext) {
            silentNext = false;
            closing.await();
            return;
        }
        respond(exchange, 201, "application/json", messages.json(message));
        if (deliversAutomatically) {
            threads.execute(() -> callbacks.quietly(() -> {
                report(message.sid(), "sent", 0);
                report(message.sid(), "delivered", 0);
            }));
        }
    }

    private boolean authorized(HttpExchange exchange) {
        var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        return MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpExchange exchange, int status, int code, String text) throws IOException {
        respond(exchange, status, "application/json", TextMessages.refusal(status, code, text));
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
