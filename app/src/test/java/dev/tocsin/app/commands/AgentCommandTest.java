package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.app.agent.AgentSettings;
import dev.tocsin.db.MovableClock;
import dev.tocsin.monitor.Probers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentCommandTest {
    private final FakeHouse house = new FakeHouse();
    private String err = "";

    @TempDir
    private Path folder;

    @Test
    void an_agent_is_told_its_place_its_server_and_where_its_token_lies() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "tcn_one\n");

        assertThat(run(Map.of(), "--location", "fra", "--join", "https://hub.test", "--token-file", file.toString()))
                .isZero();

        var settings = settings();
        assertThat(settings.location()).isEqualTo("fra");
        assertThat(settings.join()).isEqualTo(URI.create("https://hub.test/"));
        assertThat(settings.data()).isEqualTo(Path.of("data", "agent-fra").toAbsolutePath());
        assertThat(settings.token().get().reveal()).isEqualTo("tcn_one");
        assertThat(settings.toString()).doesNotContain("tcn_one");
        assertThat(err).isEmpty();
    }

    @Test
    void a_token_file_is_read_again_each_time_so_that_a_token_can_be_replaced() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "tcn_one");
        run(Map.of(), "--location", "fra", "--join", "https://hub.test", "--token-file", file.toString());

        Files.writeString(file, "tcn_two");
        assertThat(settings().token().get().reveal()).isEqualTo("tcn_two");
        Files.delete(file);
        assertThatThrownBy(() -> settings().token().get())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void a_token_in_the_environment_is_seen_by_nobody_and_one_on_the_command_line_by_all() {
        assertThat(run(
                        Map.of("TOCSIN_AGENT_TOKEN", "tcn_one", "STATE_DIRECTORY", folder.toString()),
                        "--location",
                        "fra",
                        "--join",
                        "http://127.0.0.1:8080/tocsin"))
                .isZero();
        assertThat(err).isEmpty();
        assertThat(settings().data()).isEqualTo(folder);
        assertThat(settings().join()).isEqualTo(URI.create("http://127.0.0.1:8080/tocsin/"));

        assertThat(run(Map.of(), "--location", "fra", "--join", "http://[::1]:8080", "--token", "tcn_two"))
                .isZero();
        assertThat(err).contains("everybody on this machine sees --token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --location fra --join http://hub.test --token t            | would send secrets in the clear, write https://
            --location fra --join http://127.0.0.1.hub.test --token t  | would send secrets in the clear
            --location fra --join ftp://hub.test --token t             | is no server, write its URL
            --location fra --join hub.test --token t                   | is no server, write its URL
            --location Fra! --join https://hub.test --token t          | "Fra!" is no name for a location
            --location fra --join https://hub.test                     | there is no token: name its file
            --location fra --join https://hub.test --token-file /none  | the token file /none cannot be read
            --location fra --join https://hub.test --token a --token-file b | keep one of them
            --location fra --token t                                   | --join
            """)
    void what_cannot_be_is_refused_with_the_cure(String arguments, String cure) {
        assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(64);

        assertThat(err).contains(cure);
        assertThat(house.agents).isEmpty();
    }

    @Test
    void a_file_that_holds_more_than_a_token_is_refused() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "the token is: tcn_one");

        assertThat(run(Map.of(), "--location", "fra", "--join", "https://hub.test", "--token-file", file.toString()))
                .isEqualTo(64);
        assertThat(err).contains("holds no token").doesNotContain("tcn_one");
    }

    private AgentSettings settings() {
        return house.agents.getLast();
    }

    private int run(Map<String, String> environment, String... arguments) {
        var stderr = new StringWriter();
        var all = new String[arguments.length + 1];
        all[0] = "agent";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var exit = new Commands(
                        house,
                        new Probers(),
                        new MovableClock(Instant.EPOCH),
                        environment,
                        new Terminal(false, false),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(stderr),
                        (running, debug, json) -> {})
                .run(all);
        err = stderr.toString();
        return exit;
    }
}
