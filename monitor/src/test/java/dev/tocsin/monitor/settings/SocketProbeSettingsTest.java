package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Regex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketProbeSettingsTest {

    @TempDir
    private Path folder;

    private SettingsFile file(String... monitors) {
        try {
            var text = new StringBuilder("monitors:\n");
            for (var i = 0; i < monitors.length; i++) {
                text.append("  - { name: m")
                        .append(i)
                        .append(", ")
                        .append(monitors[i])
                        .append(" }\n");
            }
            return SettingsFile.read(Files.writeString(folder.resolve("tocsin.yml"), text), Map.of());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Probe> probes(String... monitors) {
        var file = file(monitors);
        var read =
                MonitorSettings.read(file.root()).stream().map(Monitor::probe).toList();
        assertThat(file.problems()).isEmpty();
        return read;
    }

    private String problems(String monitor) {
        var file = file(monitor);
        MonitorSettings.read(file.root());
        return String.join("\n", file.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void a_port_alone_is_a_monitor() {
        var probe = (Probe.Tcp) probes("tcp: \"db.example.com:5432\"").getFirst();

        assertThat(probe.endpoint().address()).isEqualTo(new HostAndPort("db.example.com", 5432));
        assertThat(probe.tls()).isFalse();
        assertThat(probe.steps()).isEmpty();
    }

    @Test
    void a_dialogue_is_read_as_it_stands() {
        var probe = (Probe.Tcp) probes("tcp: cache:6379, tls: true, serverName: c.internal, "
                        + "steps: [ { send: \"PING\\r\\n\" }, { expect: \"^\\\\+PONG\" } ], expect: { within: 1s }")
                .getFirst();

        assertThat(probe.tls()).isTrue();
        assertThat(probe.endpoint().name()).isEqualTo("c.internal");
        assertThat(probe.steps().getFirst()).isEqualTo(new DialogueStep.Send("PING\r\n"));
        assertThat(((DialogueStep.Expect) probe.steps().get(1)).regex()).isEqualTo(Regex.parse("^\\+PONG"));
        assertThat(probe.expect().within()).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void tls_is_a_kind_of_its_own_but_beside_another_kind_it_says_how_that_is_encrypted() {
        var probes = probes(
                "tls: \"shop:443\", expect: { validFor: 14d }",
                "smtp: \"mail:25\", tls: none",
                "smtp: \"mail:25\"",
                "smtp: \"mail:465\"",
                "imap: \"mail:993\"",
                "imap: \"mail:993\", tls: starttls");

        assertThat(probes.getFirst()).isInstanceOf(Probe.Tls.class);
        assertThat(((Probe.Tls) probes.getFirst()).expect().validFor()).hasValue(Duration.ofDays(14));
        assertThat(probes.subList(1, 4))
                .extracting(probe -> ((Probe.Smtp) probe).tls())
                .containsExactly(MailTls.NONE, MailTls.STARTTLS, MailTls.IMPLICIT);
        assertThat(probes.subList(4, 6))
                .extracting(probe -> ((Probe.Imap) probe).tls())
                .containsExactly(MailTls.IMPLICIT, MailTls.STARTTLS);
    }

    @Test
    void a_websocket_is_dialled_where_its_address_leads() {
        var probes = probes("websocket: \"wss://shop/feed\", headers: { Origin: x }", "websocket: \"ws://shop:81/\"");

        assertThat(probes)
                .extracting(probe -> ((Probe.WebSocket) probe).endpoint().address())
                .containsExactly(new HostAndPort("shop", 443), new HostAndPort("shop", 81));
        assertThat(((Probe.WebSocket) probes.getFirst()).headers()).containsEntry("Origin", "x");
    }

    @Test
    void what_makes_no_sense_is_named_with_its_cure() {
        assertThat(problems("tcp: db")).contains("\"db\" is no address, write HOST:PORT");
        assertThat(problems("tcp: \"db:1\", tls: maybe")).contains("maybe");
        assertThat(problems("smtp: \"mail:25\", tls: \"mail:465\"")).contains("starttls");
        assertThat(problems("tcp: \"db:1\", steps: [ { send: a, expect: b } ]"))
                .contains("a step either sends or expects, write send: TEXT or expect: REGEX");
        assertThat(problems("tcp: \"db:1\", steps: [ {} ]")).contains("a step either sends or expects");
        assertThat(problems("tcp: \"db:1\", steps: [ { expect: \"(\" } ]")).contains("is no regular expression");
        assertThat(problems("tcp: \"db:1\", expect: { validFor: 14d }"))
                .contains("a connection without TLS shows no certificate");
        assertThat(problems("websocket: \"https://shop/\"")).contains("https", "wss");
        assertThat(problems("websocket: \"wss://shop:99999/\"")).contains("99999");
        assertThat(problems("tls: \"a:1\", http: \"https://a/\"")).contains("a monitor looks at one thing");
        assertThat(problems("smtp: \"a:1\", imap: \"b:2\", tls: none")).contains("a monitor looks at one thing");
    }
}
