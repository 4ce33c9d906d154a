package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import dev.tocsin.db.MovableClock;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.SeededBoard;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotHandlerTest {
    private static final Representation OLD =
            Representation.of("old".getBytes(StandardCharsets.UTF_8), "text/plain", HttpFields.EMPTY, null);
    private static final Board BOARD =
            ExampleBoard.make().at(URI.create("https://status.example.com")).board();
    private static final StatusPages PAGES = new StatusPages(() -> BOARD, BOARD, new MovableClock(SeededBoard.NOW));
    private final Server server = new Server();
    private final ServerConnector open = connector("public");
    private final ServerConnector admin = connector("admin");
    private final Reader reader = new Reader();

    /// Stands for all that is behind the page.
    private static final class Behind extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.write(true, StandardCharsets.UTF_8.encode("behind"), callback);
            return true;
        }
    }

    /// The page, with one document that cannot be written.
    private static Snapshot shown() {
        var page = PAGES.current();
        var documents = page.paths().stream()
                .collect(Collectors.toMap(path -> path, path -> Objects.requireNonNull(page.at(path))));
        documents.put(
                "/unwritable",
                Representation.later(
                        "facts",
                        () -> {
                            throw new IllegalStateException("a secret of our inside");
                        },
                        "text/html",
                        HttpFields.EMPTY,
                        null));
        return new Snapshot(
                documents,
                Map.of(),
                Language.ALL.stream()
                        .collect(Collectors.toMap(
                                language -> language,
                                language -> Arrays.stream(Fault.values())
                                        .collect(Collectors.toMap(
                                                fault -> fault, fault -> page.fault(language, fault))))),
                page.lostJson());
    }

    /// What is too old to be in memory.
    private static SnapshotHandler.Answer old(String path) {
        return switch (path) {
            case "/incidents/aaaaaaaaaaaa" -> new SnapshotHandler.Answer.Found(OLD);
            case "/incidents/bbbbbbbbbbbb" -> new SnapshotHandler.Answer.Away();
            case "/incidents/cccccccccccc" -> throw new IllegalStateException("a secret of our inside");
            default -> new SnapshotHandler.Answer.Unknown();
        };
    }

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new SnapshotHandler(
                new Behind(),
                SnapshotHandlerTest::shown,
                SnapshotHandlerTest::old,
                open::equals,
                List.of("/api/v1", "/a/", "/console"),
                Set.of("/subscribe")));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        reader.close();
    }

    @Test
    void the_page_is_served_with_all_its_headers() throws Exception {
        var page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Cache-Control"))
                .isEqualTo("public, max-age=5, s-maxage=5, stale-while-revalidate=30, stale-if-error=86400");
        assertThat(header(page, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(header(page, "Permissions-Policy")).contains("camera=()");
        assertThat(header(page, "Strict-Transport-Security")).isEqualTo("max-age=63072000");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void the_policy_allows_the_one_style_of_the_page_and_nothing_else() throws Exception {
        var page = get("/");

        var body = text(page);
        var style = body.substring(body.indexOf("<style>") + 7, body.indexOf("</style>"));
        var hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash
                        + "'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    @Test
    void programs_find_the_feeds_by_the_headers_of_every_page() throws Exception {
        assertThat(header(get("/de/"), "Link"))
                .contains("</de/history.atom>; rel=\"alternate\"", "</de/history.rss>", "</api/v2/summary.json>");
        assertThat(header(get("/history.atom"), "Link"))
                .isEqualTo("<https://status.example.com/history.atom>; rel=\"self\"");
    }

    @Test
    void the_json_may_be_read_from_any_page() throws Exception {
        var json = get("/api/v2/summary.json");

        assertThat(header(json, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(header(json, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void gzip_goes_to_those_who_take_it_under_a_tag_of_its_own() throws Exception {
        var plain = get("/");
        var gzip = get("/", "Accept-Encoding", "gzip, deflate");

        assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(gzip, "ETag")).isNotEqualTo(header(plain, "ETag")).doesNotStartWith("W/");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void brotli_goes_to_those_who_take_it_and_is_shorter() throws Exception {
        var plain = get("/");
        var gzip = get("/", "Accept-Encoding", "gzip");
        var brotli = get("/", "Accept-Encoding", "gzip, deflate, br");

        assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
        assertThat(header(brotli, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(Decoder.decompress(brotli.body()).getDecompressedData()).isEqualTo(plain.body());
        assertThat(brotli.body()).hasSizeLessThan(gzip.body().length);
        assertThat(header(brotli, "ETag")).isNotIn(header(plain, "ETag"), header(gzip, "ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v2/summary.json", "/history.atom"})
    void a_reader_who_has_it_already_gets_no_body(String path) throws Exception {
        var tag = header(get(path), "ETag");
        var again = get(path, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(header(again, "Cache-Control")).startsWith("public");
        assertThat(header(again, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void head_has_the_headers_and_no_body() throws Exception {
        var page = get("/api/v2/status.json");
        var head = reader.send(
                Reader.request(open, "/api/v2/status.json").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(page.body().length));
        assertThat(header(head, "ETag")).isEqualTo(header(page, "ETag"));
    }

    @Test
    void an_unknown_page_is_missing_in_the_pages_clothes() throws Exception {
        var lost = get("/nowhere");

        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(text(lost)).contains("This page does not exist", "Minor Service Outage", "noindex");
        assertThat(get("/nowhere", "If-None-Match", "*").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/nowhere.json", "/api/v2/", "/api/v3"})
    void an_unknown_document_is_missing_in_json(String path) throws Exception {
        var lost = get(path);

        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(header(lost, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(text(lost)).isEqualTo("{\"error\":\"not found\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/api/v1/events", "/a/token", "/console"})
    void what_lies_behind_is_reached(String path) throws Exception {
        assertThat(text(get(path))).isEqualTo("behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v11", "/about", "/consoles", "/a/../nowhere", "/components/x"})
    void what_only_looks_like_it_is_missing(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_posted_to_a_form_is_handed_on() throws Exception {
        assertThat(text(post("/subscribe"))).isEqualTo("behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/history", "/api/v2/summary.json", "/incidents/aaaaaaaaaaaa"})
    void what_can_only_be_read_says_so_under_the_first_line_of_the_page(String path) throws Exception {
        var posted = post(path);

        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(header(posted, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(text(posted)).contains("can only be read", "Minor Service Outage");
    }

    @Test
    void what_is_posted_to_no_page_is_missing_as_well() throws Exception {
        assertThat(post("/nowhere").statusCode()).isEqualTo(404);
        assertThat(text(post("/nowhere"))).contains("Minor Service Outage");
    }

    @Test
    void what_may_be_done_can_be_asked() throws Exception {
        var options =
                reader.send(Reader.request(open, "/history").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void what_is_too_old_to_be_kept_ready_is_served_like_the_rest() throws Exception {
        var old = get("/incidents/aaaaaaaaaaaa");

        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(get("/incidents/aaaaaaaaaaaa", "If-None-Match", header(old, "ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void what_cannot_be_had_now_says_so_under_the_first_line_of_the_page() throws Exception {
        var away = get("/incidents/bbbbbbbbbbbb");

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(header(away, "Retry-After")).isEqualTo("10");
        assertThat(header(away, "Cache-Control")).isEqualTo("no-store");
        assertThat(text(away)).contains("Minor Service Outage", "cannot be done at the moment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/incidents/cccccccccccc", "/unwritable"})
    void what_breaks_says_so_under_the_first_line_of_the_page_and_nothing_of_our_inside(String path) throws Exception {
        var broken = get(path);

        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(header(broken, "Cache-Control")).isEqualTo("no-store");
        assertThat(text(broken))
                .contains("Minor Service Outage", "Something went wrong on our side")
                .doesNotContain("secret");
    }

    @Test
    void the_admin_listener_does_not_serve_the_page() throws Exception {
        assertThat(text(reader.send(Reader.request(admin, "/")))).isEqualTo("behind");
    }

    @Test
    void a_query_changes_nothing() throws Exception {
        assertThat(get("/?theme=dark").body()).isEqualTo(get("/").body());
    }

    private ServerConnector connector(String name) {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setName(name);
        server.addConnector(connector);
        return connector;
    }

    private HttpResponse<byte[]> post(String path) throws Exception {
        return reader.send(Reader.request(open, path).POST(HttpRequest.BodyPublishers.ofString("x")));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return reader.get(open, path, headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow(() -> new AssertionError(name + " is missing"));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
