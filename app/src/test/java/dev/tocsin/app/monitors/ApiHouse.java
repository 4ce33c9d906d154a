package dev.tocsin.app.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.db.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/// The whole product behind its real edge, on a real database and schedule, with something to look at: 127.0.0.1 plays
/// the internet, and 127.0.0.2 what lies inside. There `/down` answers 503, and `/to?URL` leads elsewhere.
final class ApiHouse implements AutoCloseable {
    static final String MONITORS = "/api/v1/monitors";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SETTINGS = """
            defaults: { every: 10s, timeout: 3s, confirm: { recheck: 1s } }
            apiMonitors: { allow: [127.0.0.1] }
            monitors:
              - { name: of-the-file, http: "http://a.invalid/", component: Shop, auth: { bearer: geheim },
                  headers: { X-Key: geheim, Accept: text/html }, follow: 3 }
            components: [ { name: Blog, publish: automatic } ]
            responders: [ { name: ana, email: ana@example.com, verified: true } ]
            policies: [ { name: night, steps: [ { notify: [responder ana] } ], catchAll: [responder ana] } ]
            """;

    final TestDatabase postgres = TestDatabase.create();
    final Node node;
    private final Path folder;
    private final HttpServer outside;
    private final HttpServer inside;
    private final List<String> visitsInside = new CopyOnWriteArrayList<>();
    private final AtomicInteger names = new AtomicInteger();

    ApiHouse(Path folder) throws IOException {
        this(folder, SETTINGS);
    }

    /// @param settings in YAML, beside the listeners and the database
    ApiHouse(Path folder, String settings) throws IOException {
        this.folder = folder;
        outside = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        outside.createContext("/", exchange -> {
            var asked = exchange.getRequestURI();
            if (asked.getPath().equals("/to")) {
                exchange.getResponseHeaders().set("Location", asked.getQuery());
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(asked.getPath().equals("/down") ? 503 : 200, -1);
            }
            exchange.close();
        });
        outside.start();
        inside = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), port()), 0);
        inside.createContext("/", exchange -> {
            visitsInside.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        inside.start();
        node = join("node", settings.replace("${port}", Integer.toString(port())));
    }

    /// One more node with the same settings.
    Node join(String name) {
        return join(name, SETTINGS);
    }

    private Node join(String name, String settings) {
        return new Node(folder, postgres, name, settings);
    }

    private int port() {
        return outside.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    String urlInside(String path) {
        return "http://127.0.0.2:" + port() + path;
    }

    List<String> visitsInside() {
        return List.copyOf(visitsInside);
    }

    /// A name that no other monitor has.
    String name() {
        return "m" + names.incrementAndGet();
    }

    /// @param more members of the object, beside the name and a target that answers
    String definition(String name, String more) {
        return "{\"name\": \"%s\", \"http\": \"%s\"%s}".formatted(name, url("/"), more.isEmpty() ? "" : ", " + more);
    }

    Node.Answer create(String name, String more) {
        return made(node.send("POST", MONITORS, definition(name, more)));
    }

    /// Looks often at `url`.
    Node.Answer createAt(String name, String url, String component) {
        return made(node.send(
                "POST",
                MONITORS,
                "{\"name\": \"%s\", \"http\": \"%s\", \"every\": \"5s\", \"component\": \"%s\"}"
                        .formatted(name, url, component)));
    }

    private static Node.Answer made(Node.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    JsonNode read(String name) {
        var answer = node.get(MONITORS + "/" + name);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    void awaitVerdict(String name, String verdict) {
        within(() -> read(name).path("verdict").asText().equals(verdict));
    }

    /// Waits for what the schedule brings about.
    static void within(Callable<Boolean> holds) {
        await().atMost(PATIENCE).until(holds);
    }

    /// The newest incident of a monitor, as `node` tells it.
    static JsonNode incident(Node node, String monitor) {
        return first(node.get("/api/v1/incidents").json().path("incidents"), "monitor", monitor);
    }

    JsonNode incident(String monitor) {
        return incident(node, monitor);
    }

    /// A component of the public page, as `node` shows it.
    static JsonNode component(Node node, String name) {
        return first(node.get("/api/v2/summary.json").json().path("components"), "name", name);
    }

    static List<String> texts(JsonNode list, String key) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(key).asText())
                .toList();
    }

    private static JsonNode first(JsonNode list, String key, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path(key).asText().equals(value))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    @Override
    public void close() {
        node.close();
        outside.stop(0);
        inside.stop(0);
        postgres.close();
    }
}
