package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final MovableClock clock = new MovableClock(NOW);
    private final FakeHouse house = new FakeHouse();
    private final List<Probe.Http> looked = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private Observation seen = new Observation.Passed(Evidence.none(NOW), false, "all is well");
    private Map<String, String> environment = Map.of();
    private String out = "";
    private String err = "";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "server",
                "agent",
                "check",
                "probe",
                "import",
                "posture",
                "judge",
                "token",
                "token create",
                "token list",
                "token revoke",
                "heartbeat",
                "heartbeat list",
                "oncall",
                "drill",
                "migrate"
            })
    void every_command_explains_itself(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();

        assertThat(out).contains("Usage: tocsin " + command, "--help").doesNotContain("tocsin COMMAND");
        assertThat(err).isEmpty();
    }

    @Test
    void without_a_command_it_says_what_there_is() {
        assertThat(run()).isZero();

        assertThat(out)
                .contains(
                        "Usage: tocsin COMMAND", "demo", "server", "check", "probe", "token", "migrate", "Exit codes");
    }

    @Test
    void wrong_usage_is_one_line_that_names_the_value_and_the_way_to_help() {
        assertThat(run("probe", "--timeout", "5", "x")).isEqualTo(64);
        assertThat(err).isEqualTo("""
                tocsin: Invalid value for option '--timeout': "5" is no duration, write a number and a unit such as 30s or 5m; see tocsin probe --help
                """);

        assertThat(run("porbe")).isEqualTo(64);
        assertThat(err).contains("'porbe'").contains("tocsin probe");

        assertThat(run("demo", "--size", "0")).isEqualTo(64);
        assertThat(err).isEqualTo("tocsin: --size 0 is out of range, choose 1 to 1000\n");
    }

    @Test
    void what_the_house_refuses_is_one_line_and_its_exit_code() {
        house.fault = Optional.of(new Refusal(2, "no database at db:5432; is it running?"));

        assertThat(run("server")).isEqualTo(2);

        assertThat(err).isEqualTo("tocsin: no database at db:5432; is it running?\n");
        assertThat(out).isEmpty();
    }

    @Test
    void several_problems_stand_on_a_line_each_that_an_editor_understands() {
        house.fault = Optional.of(new Refusal(1, "a.yml:1:2: odd, mend it\na.yml:3:4: odder, mend it"));

        assertThat(run("server")).isEqualTo(1);

        assertThat(err).isEqualTo("a.yml:1:2: odd, mend it\na.yml:3:4: odder, mend it\n");
    }

    @Test
    void a_stack_trace_is_shown_only_with_debug() {
        house.fault = Optional.of(new IllegalStateException("the rope tore"));

        assertThat(run("server")).isEqualTo(2);
        assertThat(err).isEqualTo("tocsin: the rope tore (IllegalStateException; --debug shows where)\n");

        assertThat(run("server", "--debug")).isEqualTo(2);
        assertThat(err).contains("the rope tore", "\tat dev.tocsin");
    }

    @Test
    void only_what_stays_logs_its_news() {
        run("server");
        run("probe", "example.com", "--log-json");
        run("demo", "--debug");

        assertThat(logs).containsExactly("running", "json", "running debug");
    }

    @Test
    void an_import_prints_settings_and_never_overwrites(@TempDir Path folder) throws IOException {
        var gatus = Files.writeString(
                folder.resolve("config.yaml"),
                "endpoints: [ { name: shop, url: 'http://shop.example', conditions: ['[STATUS] == 200'], ui: {} } ]");
        var made = folder.resolve("made.yml");

        assertThat(run("import", gatus.toString())).isZero();
        assertThat(out).contains("monitors:\n", "    http: \"http://shop.example\"\n");
        assertThat(err).isEqualTo("tocsin: 1 monitor made, 1 thing without a counterpart, see \"not taken over\"\n");
        assertThat(run("import", gatus.toString(), "--output", made.toString())).isZero();
        assertThat(made).content().contains("monitors:\n");

        assertThat(run("import", gatus.toString(), "--output", made.toString())).isEqualTo(64);
        assertThat(err).isEqualTo("tocsin: --output " + made + " is there already, name another file\n");
        assertThat(run("import", folder.resolve("none.yml").toString())).isEqualTo(64);
        assertThat(run(
                        "import",
                        Files.writeString(folder.resolve("odd.yml"), "a: b").toString()))
                .isEqualTo(1);
        assertThat(err).contains("has neither modules nor endpoints");
    }

    @Test
    void the_server_takes_its_file_and_folder() {
        run("server", "shop.yml", "--data", "/srv/tocsin");

        assertThat(house.calls)
                .containsExactly("serve "
                        + new House.Place(Optional.of(Path.of("shop.yml")), Optional.of(Path.of("/srv/tocsin"))));
    }

    @Test
    void a_probe_answers_with_its_exit_code() {
        assertThat(run("probe", "example.com")).isEqualTo(0);

        seen = new Observation.Failed(Evidence.none(NOW), "it is on fire");
        assertThat(run("probe", "example.com")).isEqualTo(1);
        assertThat(out).contains("DOWN  https://example.com/", "it is on fire");

        seen = new Observation.Inconclusive(Evidence.none(NOW), "no route to anywhere");
        assertThat(run("probe", "example.com")).isEqualTo(2);
    }

    @Test
    void a_probe_in_json_is_one_object_alone_on_stdout() throws IOException {
        assertThat(run("probe", "--json", "example.com")).isZero();

        var json = new ObjectMapper().readTree(out);
        assertThat(json.path("target").asText()).isEqualTo("https://example.com/");
        assertThat(json.path("verdict").asText()).isEqualTo("up");
        assertThat(out.lines()).hasSize(1);
    }

    @Test
    void the_options_of_a_probe_reach_the_prober() {
        run(
                "probe http://example.com/a?b=c --expect-status 200-204,301 --contains x --contains y --matches z+ --within 2s --connect-to 127.0.0.1:8080"
                        .split(" "));

        assertThat(looked).singleElement().satisfies(probe -> {
            assertThat(probe.url()).isEqualTo(URI.create("http://example.com/a?b=c"));
            assertThat(probe.expect().status()).hasToString("[200-204, 301]");
            assertThat(probe.expect().contains()).containsExactly("x", "y");
            assertThat(probe.expect().matches()).hasToString("[z+]");
            assertThat(probe.expect().within()).hasValue(Duration.ofSeconds(2));
            assertThat(probe.expect().slowIsDown()).isTrue();
            assertThat(probe.connectTo()).hasValue(new Probe.HostAndPort("127.0.0.1", 8080));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://x",
                "http://",
                "http://a|b/",
                "--timeout=2m x",
                "--ca=/nowhere.pem x",
                "--matches=( x",
                "--connect-to=x x",
                "--expect-status=9 x",
                "--config=x",
                "--monitor=x",
                "--config=x --monitor=y z"
            })
    void a_probe_that_makes_no_sense_is_refused_before_it_looks(String arguments) {
        assertThat(run(("probe " + arguments).split(" "))).isEqualTo(64);

        assertThat(err).startsWith("tocsin: ").endsWith("\n");
        assertThat(err.lines()).hasSize(1);
        assertThat(looked).isEmpty();
    }

    @Test
    void a_configured_monitor_is_looked_at_as_it_is_defined() {
        assertThat(run("probe", "--config", "shop.yml", "--monitor", "shop")).isZero();

        assertThat(house.calls).containsExactly("monitor shop.yml shop");
        assertThat(looked).singleElement().returns("https://shop.example.com/", Probe.Http::target);
    }

    @Test
    void a_token_is_printed_alone_and_listed_without_itself() {
        try (var postgres = TestDatabase.create()) {
            house.tokens = Optional.of(new Tokens(postgres.database(), clock));

            assertThat(run("token create grafana --scope monitors:read,incidents:read --expires 90d".split(" ")))
                    .isZero();
            var token = out;
            assertThat(token).matches("tcn_[A-Za-z0-9_-]{43}\n");
            assertThat(err).isEmpty();

            assertThat(run("token", "create", "grafana", "--scope", "admin")).isEqualTo(1);
            assertThat(err).contains("\"grafana\" already");

            assertThat(run("token", "list")).isZero();
            assertThat(out).isEqualTo("grafana  until 2026-05-30T12:00Z  never used  monitors:read,incidents:read\n");

            assertThat(run("token", "revoke", "grafana")).isZero();
            assertThat(run("token", "revoke", "grafana")).isEqualTo(1);
            run("token", "list");
            assertThat(out).contains("revoked 2026-03-01T12:00Z");
        }
    }

    @Test
    void heartbeats_are_listed_with_the_addresses_to_call() {
        assertThat(run("heartbeat", "list", "--data", "d")).isZero();
        assertThat(out).isEmpty();
        assertThat(err).contains("There are no heartbeats yet");
        assertThat(house.calls.getLast()).contains("heartbeats", "d");

        house.heartbeats = Map.of(
                "backup",
                Optional.of(new Secret("https://status.example.com/heartbeat/made-here")),
                "api",
                Optional.empty());
        assertThat(run("heartbeat", "list")).isZero();
        assertThat(out).isEqualTo("""
                api     (its token was given elsewhere, and is not kept)
                backup  https://status.example.com/heartbeat/made-here
                """);
        assertThat(run("heartbeat")).isEqualTo(64);
        assertThat(err).contains("heartbeat list");
    }

    @Test
    void a_heartbeat_cannot_be_probed_and_it_is_told_where_to_ask() {
        house.probe = Optional.of(new Probe.Heartbeat(
                "backup",
                new Rhythm.Every(Duration.ofHours(1), ZoneOffset.UTC),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Optional.empty()));

        assertThat(run("probe", "--config", "tocsin.yml", "--monitor", "backup"))
                .isEqualTo(2);
        assertThat(err)
                .contains("backup looks at nothing, it waits to be called", "/api/v1/monitors/backup/heartbeats");
        assertThat(err.lines()).hasSize(1);
    }

    @Test
    void a_token_with_a_scope_that_does_not_exist_is_refused_with_the_list() {
        assertThat(run("token", "create", "grafana", "--scope", "monitors:reed"))
                .isEqualTo(64);

        assertThat(err).contains("\"monitors:reed\" is no scope", "monitors:read");
    }

    private int run(String... arguments) {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        var commands = new Commands(
                house,
                new Probers().with(Probe.Http.class, () -> (probe, timeout) -> {
                    looked.add(probe);
                    return seen;
                }),
                clock,
                environment,
                new Terminal(false, false),
                new PrintWriter(stdout),
                new PrintWriter(stderr),
                (running, debug, json) -> logs.add(
                        ((running ? "running" : "") + (debug ? " debug" : "") + (json ? " json" : "")).strip()));
        var exit = commands.run(arguments);
        out = stdout.toString();
        err = stderr.toString();
        return exit;
    }
}
