package dev.tocsin.app.demo;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The demo's own page: a switch that breaks the shop, and everything that would have reached people's phones and
/// mailboxes. Its posts come from this page alone, which the browser tells by `Sec-Fetch-Site`.
final class Desk implements AutoCloseable {
    private static final int MOST_BYTES = 4_096;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SampleShop shop;
    private final TwilioImitation twilio;
    private final MailSink mails;
    private final URI statusPage;
    private final List<DeskView.Said> replies = new CopyOnWriteArrayList<>();
    private final Mustache page;
    private final Mustache messages;

    private Desk(HttpServer server, SampleShop shop, TwilioImitation twilio, MailSink mails, URI statusPage) {
        this.server = server;
        this.shop = shop;
        this.twilio = twilio;
        this.mails = mails;
        this.statusPage = statusPage;
        var templates = new DefaultMustacheFactory("dev/tocsin/app/demo");
        page = templates.compile("desk.mustache");
        messages = templates.compile("messages.mustache");
    }

    static Desk start(int port, SampleShop shop, TwilioImitation twilio, MailSink mails, URI statusPage) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var desk = new Desk(server, shop, twilio, mails, statusPage);
            server.setExecutor(desk.threads);
            server.createContext("/", desk::serve);
            server.start();
            return desk;
        } catch (IOException fault) {
            throw new UncheckedIOException("the demo's desk cannot listen on 127.0.0.1:" + port, fault);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /" -> html(exchange, page, DeskView.of(shop, statusPage));
                case "GET /messages" -> html(exchange, messages, DeskView.messages(twilio, mails, replies));
                case "POST /shop" -> {
                    if (isFromHere(exchange)) {
                        shop.become(SampleShop.Mood.valueOf(
                                form(exchange).getOrDefault("mood", "well").toUpperCase(Locale.ROOT)));
                    }
                    back(exchange, "/");
                }
                case "POST /reply" -> {
                    if (isFromHere(exchange)) {
                        reply(form(exchange));
                    }
                    back(exchange, "/messages");
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (IllegalArgumentException _) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private void reply(Map<String, String> form) {
        var from = form.getOrDefault("from", "");
        var text = form.getOrDefault("text", "");
        var answer =
                twilio.receive(statusPage.resolve("/twilio/sms"), from, text).orElse("(no answer)");
        replies.add(new DeskView.Said(from, text, answer));
    }

    /// Another site open in the same browser must not be able to press our buttons.
    private static boolean isFromHere(HttpExchange exchange) {
        var site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        var form = new HashMap<String, String>();
        Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> form.put(
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    private static void html(HttpExchange exchange, Mustache template, Object view) throws IOException {
        var html = new StringWriter();
        template.execute(html, view);
        var bytes = html.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void back(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(303, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
