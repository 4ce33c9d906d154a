package dev.tocsin.app.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostedLook;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Vantage;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.location.Assignment;
import dev.tocsin.monitor.location.CheckIn;
import dev.tocsin.monitor.location.LooksJson;
import dev.tocsin.monitor.location.UnpackedFiles;
import dev.tocsin.monitor.settings.LocationSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The server as an agent finds it: through the edge, on real tables, by a clock that the test moves.
class AgentResourceTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Location FRA = new Location("fra");
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock(NOON);
    private final Hub hub = new Hub(clock);
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        token = hub.token("fra", Scope.AGENTS);
        hub.start();
    }

    @AfterEach
    void close() {
        client.close();
        hub.close();
    }

    @Test
    void an_agent_is_handed_what_its_place_looks_at_with_all_its_secrets_and_files() throws Exception {
        var anchors = Files.writeString(folder.resolve("ca.pem"), "the anchors");
        var here = monitor("blog", Vantage.ALONE, Optional.empty());
        var there = monitor("shop", new Vantage(List.of(Location.HERE, FRA), 2), Optional.of(anchors));
        var missing = monitor("api", new Vantage(List.of(FRA), 1), Optional.of(folder.resolve("not there.pem")));
        hub.watch(here, there, missing);
        hub.references.add((Probe.Http) there.probe());

        var answer = checkIn(said("one", NOON, ""));
        var assignment = Assignment.read(answer.path("assignment"), new UnpackedFiles(folder.resolve("agent"))::unpack);

        assertThat(answer.path("leads").asBoolean()).isTrue();
        assertThat(answer.path("now").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(assignment.monitors())
                .extracting(one -> one.monitor().name())
                .containsExactly("api", "shop");
        assertThat(assignment.references()).hasSize(1);
        var shop = (Probe.Http) assignment.monitors().getLast().monitor().probe();
        assertThat(shop.options().auth()).contains(new HttpOptions.Auth.Bearer(new Secret("made-here-word")));
        assertThat(shop.trust().orElseThrow()).hasContent("the anchors");
        var api = (Probe.Http) assignment.monitors().getFirst().monitor().probe();
        assertThat(api.trust().orElseThrow()).doesNotExist().asString().contains("not_there_pem");
        assertThat(answer.toString()).doesNotContain(folder.toString());
    }

    @Test
    void what_an_agent_has_already_is_not_sent_again_until_it_changes() throws Exception {
        hub.watch(monitor("shop", new Vantage(List.of(FRA), 1), Optional.empty()));
        var tag = checkIn(said("one", NOON, "")).path("tag").asText();

        assertThat(checkIn(said("one", NOON, tag)).has("assignment")).isFalse();

        hub.watch(
                monitor("shop", new Vantage(List.of(FRA), 1), Optional.empty()),
                monitor("blog", new Vantage(List.of(FRA), 1), Optional.empty()));
        var changed = checkIn(said("one", NOON, tag));
        assertThat(changed.path("assignment").path("monitors")).hasSize(2);
        assertThat(changed.path("tag").asText()).isNotEqualTo(tag);
    }

    @Test
    void a_file_that_changes_is_sent_within_half_a_minute() throws Exception {
        var anchors = Files.writeString(folder.resolve("ca.pem"), "old");
        hub.watch(monitor("shop", new Vantage(List.of(FRA), 1), Optional.of(anchors)));
        var tag = checkIn(said("one", NOON, "")).path("tag").asText();

        Files.writeString(anchors, "new");
        clock.advance(Duration.ofSeconds(30));

        assertThat(checkIn(said("one", NOON, tag))
                        .path("assignment")
                        .path("files")
                        .toString())
                .contains("bmV3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mars | 404 | there is no location "mars" in the server's settings: add it there under locations:, or join as one of: fra, nyc
            here | 404 | "here" is what the server calls its own place
            """)
    void a_place_that_is_not_in_the_settings_is_refused_with_the_cure(String name, int status, String cure)
            throws Exception {
        var answer = post(name + "/check-in", said("one", NOON, "").json(), token);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("detail").asText()).contains(cure);
    }

    @Test
    void only_a_token_for_agents_opens_the_door() throws Exception {
        var body = said("one", NOON, "").json();
        var reader = hub.token("reader", Scope.MONITORS_READ, Scope.ADMIN);

        assertThat(post("fra/check-in", body, reader).statusCode()).isEqualTo(403);
        assertThat(post("fra/looks", body, reader).statusCode()).isEqualTo(403);
        assertThat(post("fra/check-in", body, "tcn_unknown").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/agents", token).statusCode()).isEqualTo(403);
        hub.tokens.revoke("fra");
        assertThat(post("fra/check-in", body, token).statusCode()).isEqualTo(401);
    }

    @Test
    void another_version_is_told_so_before_anything_else() throws Exception {
        var answer =
                post("fra/check-in", "{\"protocol\":99,\"mood\":\"fine\"}".getBytes(StandardCharsets.UTF_8), token);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asText())
                .contains("this server speaks version 1", "the other side version 99", "install the same version");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                          | 400
            {"protocol":1}             | 400
            {"protocol":1,"x":2}       | 400
            []                         | 409
            """)
    void a_body_that_is_none_is_refused(String body, int status) throws Exception {
        assertThat(post("fra/check-in", body.getBytes(StandardCharsets.UTF_8), token)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_body_is_bounded_also_when_it_was_zipped() throws Exception {
        var large = ("{\"protocol\":1,\"looks\":[" + " ".repeat(300 * 1024) + "]}").getBytes(StandardCharsets.UTF_8);

        assertThat(post("fra/looks", large, token).statusCode()).isEqualTo(413);
        assertThat(postZipped("fra/looks", large).statusCode()).isEqualTo(413);
    }

    @Test
    void of_two_agents_the_later_one_looks_and_the_other_stands_by() throws Exception {
        hub.watch(monitor("shop", new Vantage(List.of(FRA), 1), Optional.empty()));
        assertThat(checkIn(said("old", NOON, "")).path("leads").asBoolean()).isTrue();

        clock.advance(Duration.ofSeconds(5));
        assertThat(checkIn(said("new", NOON.plusSeconds(5), "")).path("leads").asBoolean())
                .isTrue();
        var standingBy = checkIn(said("old", NOON, ""));

        assertThat(standingBy.path("leads").asBoolean()).isFalse();
        assertThat(standingBy.has("assignment")).isFalse();
    }

    @Test
    void the_one_that_stands_by_takes_over_when_the_other_is_gone() throws Exception {
        checkIn(said("old", NOON, ""));
        checkIn(said("new", NOON.plusSeconds(5), ""));

        clock.advance(Duration.ofSeconds(15));
        assertThat(checkIn(said("old", NOON, "")).path("leads").asBoolean()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(checkIn(said("old", NOON, "")).path("leads").asBoolean()).isTrue();
    }

    @Test
    void looks_are_votes_and_coming_twice_they_count_once() throws Exception {
        hub.watch(monitor("shop", new Vantage(List.of(FRA), 1), Optional.empty()));
        var body = LooksJson.body(List.of(
                LooksJson.line(look("shop", NOON.minusSeconds(5))),
                LooksJson.line(look("shop", NOON.minusSeconds(1)))));

        var first = json(postZipped("fra/looks", body));
        var second = json(post("fra/looks", body, token));

        assertThat(first.toString()).isEqualTo("{\"kept\":2,\"known\":0,\"refused\":0,\"reason\":\"\"}");
        assertThat(second.toString()).isEqualTo("{\"kept\":0,\"known\":2,\"refused\":0,\"reason\":\"\"}");
        assertThat(hub.looks("fra")).hasSize(2);
        assertThat(hub.state("shop").standing().verdict()).isEqualTo(Verdict.UP);
        assertThat(hub.changes).hasSize(1);
    }

    @Test
    void a_look_of_another_version_is_left_out_and_the_others_are_taken() throws Exception {
        hub.watch(monitor("shop", new Vantage(List.of(FRA), 1), Optional.empty()));
        var good = LooksJson.line(look("shop", NOON));
        var strange = good.replace("\"lateness\"", "\"mood\":1,\"lateness\"");

        var answer = json(post(
                "fra/looks",
                "{\"protocol\":1,\"looks\":[%s,%s]}".formatted(strange, good).getBytes(StandardCharsets.UTF_8),
                token));

        assertThat(answer.path("kept").asInt()).isEqualTo(1);
        assertThat(answer.path("refused").asInt()).isEqualTo(1);
        assertThat(answer.path("reason").asText()).isEqualTo("\"mood\" is not known to this version");
    }

    @Test
    void how_an_agent_is_can_be_asked_for() throws Exception {
        var reader = hub.token("reader", Scope.MONITORS_READ);
        checkIn(new CheckIn(1, "0.1.0", "one", NOON, NOON, -40, 12, 3, 1, List.of("we are blind", "x\0y"), ""));

        var agents = json(get("/api/v1/agents", reader));

        assertThat(agents.path("here").asText()).isEqualTo("here");
        assertThat(agents.path("agents").path(0).toString())
                .isEqualTo("{\"location\":\"fra\",\"heardAt\":\"2026-11-23T12:00:00Z\",\"silentSince\":null,"
                        + "\"startedAt\":\"2026-11-23T12:00:00Z\",\"version\":\"0.1.0\",\"clockOffsetMs\":-40,"
                        + "\"waiting\":12,\"dropped\":3,\"missed\":1,\"troubles\":[\"we are blind\",\"x y\"]}");
        assertThat(agents.path("agents").path(1).path("heardAt").isNull()).isTrue();
    }

    @Test
    void the_votes_on_a_monitor_can_be_asked_for() throws Exception {
        var reader = hub.token("reader", Scope.MONITORS_READ);
        hub.watch(
                monitor("shop", new Vantage(List.of(Location.HERE, FRA), 1), Optional.empty()),
                monitor("blog", Vantage.ALONE, Optional.empty()));
        post("fra/looks", LooksJson.body(List.of(LooksJson.line(look("shop", NOON.minusSeconds(5))))), token);
        post("fra/looks", LooksJson.body(List.of(LooksJson.line(look("shop", NOON)))), token);

        assertThat(json(get("/api/v1/monitors/shop/votes", reader)).toString())
                .isEqualTo(
                        "{\"monitor\":{\"id\":1,\"name\":\"shop\"},\"quorum\":1,\"votes\":["
                                + "{\"location\":\"here\",\"verdict\":\"unknown\",\"since\":null,\"reason\":\"has not looked yet\"},"
                                + "{\"location\":\"fra\",\"verdict\":\"up\",\"since\":\"2026-11-23T11:59:55Z\",\"reason\":\"status 200\"}]}");
        assertThat(json(get("/api/v1/monitors/blog/votes", reader)).path("votes"))
                .isEmpty();
        assertThat(get("/api/v1/monitors/nothing/votes", reader).statusCode()).isEqualTo(404);
    }

    @Test
    void a_place_that_falls_silent_is_told_of_once_and_again_when_it_is_heard() throws Exception {
        checkIn(said("one", NOON, ""));
        pass(Duration.ofSeconds(60));
        assertThat(hub.silences).isEmpty();

        pass(Duration.ofSeconds(5));
        assertThat(hub.silences).containsExactly("fra silent since 2026-11-23T12:00:00Z");

        pass(Duration.ofMinutes(5));
        checkIn(said("one", NOON, ""));
        pass(Duration.ofSeconds(5));
        assertThat(hub.silences).containsExactly("fra silent since 2026-11-23T12:00:00Z", "fra heard");
    }

    @Test
    void a_place_that_was_never_heard_is_told_of_after_ten_minutes() {
        pass(Duration.ofMinutes(10));
        assertThat(hub.silences).isEmpty();

        pass(Duration.ofSeconds(5));

        assertThat(hub.silences).containsExactly("fra silent since ever", "nyc silent since ever");
    }

    @Test
    void while_the_server_itself_was_away_nobody_was_silent() throws Exception {
        checkIn(said("one", NOON, ""));
        clock.advance(Duration.ofHours(1));
        hub.forget();

        pass(Duration.ofSeconds(50));

        assertThat(hub.silences).isEmpty();
    }

    @Test
    void an_agent_that_is_in_trouble_for_a_minute_is_told_of_and_so_is_its_relief() throws Exception {
        var blind = new CheckIn(1, "test", "one", NOON, NOON, 0, 0, 0, 0, List.of("we are blind"), "");
        for (var i = 0; i < 12; i++) {
            checkIn(blind);
            pass(Duration.ofSeconds(5));
        }
        assertThat(hub.troubles).isEmpty();
        checkIn(blind);
        pass(Duration.ofSeconds(5));
        assertThat(hub.troubles).containsExactly("fra: [we are blind]");

        checkIn(said("one", NOON, ""));
        pass(Duration.ofSeconds(5));
        assertThat(hub.troubles).containsExactly("fra: [we are blind]", "fra is well");
    }

    @Test
    void a_trouble_that_passes_at_once_is_not_worth_a_word() throws Exception {
        checkIn(new CheckIn(1, "test", "one", NOON, NOON, 0, 0, 0, 0, List.of("the server is away"), ""));
        pass(Duration.ofSeconds(5));
        checkIn(said("one", NOON, ""));

        pass(Duration.ofSeconds(50));

        assertThat(hub.troubles).isEmpty();
    }

    @Test
    void a_place_that_leaves_the_settings_is_missed_by_nobody() throws Exception {
        checkIn(said("one", NOON, ""));
        pass(Duration.ofSeconds(70));

        hub.settle(new LocationSettings("here", List.of(new Location("nyc"))));
        pass(Duration.ofMinutes(1));

        assertThat(hub.silences).containsExactly("fra silent since 2026-11-23T12:00:00Z", "fra heard");
        assertThat(post("fra/check-in", said("one", NOON, "").json(), token).statusCode())
                .isEqualTo(404);
    }

    private void pass(Duration duration) {
        for (var end = clock.instant().plus(duration); clock.instant().isBefore(end); ) {
            clock.advance(Duration.ofSeconds(5));
            hub.locations.reviewDue();
        }
    }

    private static CheckIn said(String session, Instant startedAt, String tag) {
        return new CheckIn(1, "test", session, startedAt, NOON, 0, 0, 0, 0, List.of(), tag);
    }

    private static PostedLook look(String monitor, Instant at) {
        return new PostedLook(monitor, Duration.ZERO, new Observation.Passed(Evidence.none(at), false, "status 200"));
    }

    private static Monitor monitor(String name, Vantage vantage, Optional<Path> trust) {
        var options = new HttpOptions(
                Optional.empty(),
                Optional.of(new HttpOptions.Auth.Bearer(new Secret("made-here-word"))),
                true,
                Optional.empty(),
                Optional.empty(),
                HttpOptions.IpFamily.ANY,
                HttpOptions.HttpVersion.HTTP_1_1);
        var probe = new Probe.Http(
                URI.create("https://" + name + ".test/"),
                "GET",
                Map.of("X-Key", "made-here-key"),
                HttpExpectation.ANY_SUCCESS,
                0,
                Optional.empty(),
                trust,
                options);
        return new Monitor(
                name,
                probe,
                EVERY,
                Duration.ofSeconds(10),
                new Confirmation(2, 2, Duration.ofSeconds(5)),
                List.of(),
                vantage);
    }

    private JsonNode checkIn(CheckIn said) throws Exception {
        var answer = post("fra/check-in", said.json(), token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> post(String path, byte[] body, String token) throws Exception {
        return client.send(
                request("/api/v1/agents/" + path, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> postZipped(String path, byte[] body) throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(body);
        }
        return client.send(
                request("/api/v1/agents/" + path, token)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(request(path, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
