package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private static final Targets.Options NONE =
            new Targets.Options(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private static Targets.Options options(List<StatusRange> status, List<String> contains, List<Pattern> matches) {
        return new Targets.Options(
                status,
                contains,
                matches,
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(new HostAndPort("127.0.0.1", 9)),
                Optional.of(Path.of("ca.pem")));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example.com,              Http,      https://shop.example.com/",
        "http://shop.example.com,       Http,      http://shop.example.com/",
        "tcp://db.example.com:5432,     Tcp,       db.example.com:5432",
        "tcp://[::1]:5432,              Tcp,       [::1]:5432",
        "tls://shop.example.com,        Tls,       shop.example.com:443",
        "TLS://shop.example.com:8443,   Tls,       shop.example.com:8443",
        "smtp://mail.example.com,       Smtp,      mail.example.com:25",
        "smtps://mail.example.com,      Smtp,      mail.example.com:465",
        "imap://mail.example.com,       Imap,      mail.example.com:143",
        "imaps://mail.example.com,      Imap,      mail.example.com:993",
        "ws://shop.example.com,         WebSocket, ws://shop.example.com/",
        "wss://shop.example.com/a?b=c,  WebSocket, wss://shop.example.com/a?b=c",
        "dns://shop.example.com?type=mx, Dns,      shop.example.com MX",
        "dns://192.0.2.53/_x.example.com, Dns,     _x.example.com A at 192.0.2.53:53",
        "icmp://gateway.example.com,    Icmp,      gateway.example.com",
        "icmp://[::1],                  Icmp,      ::1",
        "grpc://basket.example.com,     Grpc,      basket.example.com:443",
        "grpc://b.test:81/a.B?tls=none, Grpc,      b.test:81/a.B",
        "domain://example.com,          Domain,    example.com",
    })
    void the_scheme_says_what_kind_of_look_is_meant(String text, String kind, String target) {
        var probe = Targets.read(text, NONE);

        assertThat(probe.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(probe.target()).isEqualTo(target);
    }

    @Test
    void mail_is_encrypted_after_the_greeting_unless_the_scheme_or_the_query_says_otherwise() {
        assertThat(((Probe.Smtp) Targets.read("smtp://m.test", NONE)).tls()).isEqualTo(MailTls.STARTTLS);
        assertThat(((Probe.Smtp) Targets.read("smtps://m.test", NONE)).tls()).isEqualTo(MailTls.IMPLICIT);
        assertThat(((Probe.Smtp) Targets.read("smtp://m.test?tls=none", NONE)).tls())
                .isEqualTo(MailTls.NONE);
        assertThat(((Probe.Imap) Targets.read("imap://m.test/?tls=implicit", NONE)).tls())
                .isEqualTo(MailTls.IMPLICIT);
    }

    @Test
    void the_options_reach_a_connection_too() {
        var text = options(List.of(), List.of("+OK"), List.of(Pattern.compile("read.")));

        var probe = (Probe.Tcp) Targets.read("tcp://db.test:1", text);

        assertThat(probe.expect().within()).hasValue(Duration.ofSeconds(1));
        assertThat(probe.expect().slowIsDown()).isTrue();
        assertThat(probe.endpoint().connectTo()).hasValue(new HostAndPort("127.0.0.1", 9));
        assertThat(probe.endpoint().trust()).hasValue(Path.of("ca.pem"));
        assertThat(probe.steps())
                .extracting(step -> ((DialogueStep.Expect) step)
                        .regex()
                        .pattern()
                        .matcher("x +OK ready")
                        .find())
                .containsExactly(true, true);
    }

    @Test
    void a_websocket_is_dialled_at_its_port() {
        var probe = (Probe.WebSocket) Targets.read("wss://shop.example.com/feed", NONE);

        assertThat(probe.url()).isEqualTo(URI.create("wss://shop.example.com/feed"));
        assertThat(probe.endpoint().address()).isEqualTo(new HostAndPort("shop.example.com", 443));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x.test",
                "tcp://db.test",
                "tcp://",
                "smtp://",
                "wss://a|b",
                "tcp://db.test:99999",
                "tls://x.test:0",
                "imap://x.test?tls=maybe",
                "smtp://x.test?starttls",
                "dns://x.test?type=ZZ",
                "grpc://x.test?tls=maybe"
            })
    void what_makes_no_sense_is_refused_in_words(String text) {
        assertThatThrownBy(() -> Targets.read(text, NONE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("write it like")
                .hasNoCause();
    }

    @Test
    void an_option_that_means_nothing_to_a_kind_is_refused() {
        var status = options(List.of(new StatusRange(200, 200)), List.of(), List.of());
        var text = options(List.of(), List.of("x"), List.of());

        assertThatThrownBy(() -> Targets.read("tcp://x.test:1", status)).hasMessageContaining("--expect-status");
        assertThatThrownBy(() -> Targets.read("wss://x.test", status)).hasMessageContaining("--expect-status");
        assertThatThrownBy(() -> Targets.read("smtp://x.test", text)).hasMessageContaining("--contains");
        assertThatThrownBy(() -> Targets.read("tls://x.test", text)).hasMessageContaining("--contains");
        var rest = options(List.of(), List.of(), List.of());
        assertThatThrownBy(() -> Targets.read("icmp://x.test", text)).hasMessageContaining("--contains");
        assertThatThrownBy(() -> Targets.read("icmp://x.test", rest)).hasMessageContaining("--connect-to");
        assertThatThrownBy(() -> Targets.read("grpc://x.test", rest)).hasMessageContaining("--connect-to");
    }
}
