package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.texts;
import static dev.tocsin.app.monitors.ApiHouse.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may make monitors must not reach by them what lies behind our walls.
class MonitorGuardTest {
    @TempDir
    private static Path folder;

    private static ApiHouse house;

    @BeforeAll
    static void open() throws IOException {
        house = new ApiHouse(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://127.0.0.2/",
                "http://localhost/",
                "http://a.localhost./",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.2]/",
                "http://[::ffff:7f00:2]/",
                "http://[64:ff9b::7f00:2]/",
                "http://[2002:7f00:2::]/",
                "http://2130706434/",
                "http://0x7f000002/",
                "http://127.2/",
                "http://127.0.0.2./",
                "http://0/",
                "http://100.64.0.1/",
                "http://192.168.1.1:22/"
            })
    void what_lies_inside_cannot_be_named(String url) {
        var answer = house.node.send("POST", MONITORS, "{\"name\": \"%s\", \"http\": \"%s\"}".formatted("m", url));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(texts(answer.json().path("errors"), "field")).containsExactly("http");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "tcp": "10.0.0.1:22"                                              | tcp
            "tls": "[::1]:443"                                                | tls
            "smtp": "192.168.0.1:25"                                          | smtp
            "imap": "172.16.0.1:143"                                          | imap
            "websocket": "ws://127.0.0.9/"                                    | websocket
            "dns": "a.test", "server": "10.0.0.53"                            | server
            "icmp": "169.254.169.254"                                         | icmp
            "domain": "example.com", "server": "https://10.0.0.1/"            | server
            "grpc": "10.0.0.1:443"                                            | grpc
            "http": "http://a.test/", "connectTo": "10.0.0.1:80"              | connectTo
            "http": "http://a.test/", "proxy": "10.0.0.1:3128"                | proxy
            "tcp": "a.test:1", "connectTo": "[fe80::1]:80"                    | connectTo
            """)
    void no_kind_can_name_what_lies_inside(String kind, String field) {
        var answer = house.node.send("POST", MONITORS, "{\"name\": \"m\", %s}".formatted(kind.strip()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(texts(answer.json().path("errors"), "field")).containsExactly(field);
    }

    @Test
    void a_change_leads_no_further_than_a_creation() {
        var name = house.name();
        house.create(name, "");

        var turned = house.node.send(
                "PATCH", MONITORS + "/" + name, "{\"http\": \"%s\"}".formatted(house.urlInside("/")), "If-Match", "*");

        assertThat(turned.status()).isEqualTo(422);
        assertThat(texts(turned.json().path("errors"), "field")).containsExactly("http");
    }

    @Test
    void no_redirect_of_an_allowed_host_leads_inside() {
        var inner = house.name();
        var metadata = house.name();
        house.createAt(inner, house.url("/to?" + house.urlInside("/secret")), "C-" + inner);
        house.createAt(metadata, house.url("/to?http://169.254.169.254/latest/meta-data/"), "C-" + metadata);

        within(() -> lastReason(inner).contains("127.0.0.2 is a loopback address"));
        within(() -> lastReason(metadata).contains("169.254.169.254 is a link-local address"));

        assertThat(lastReason(inner)).contains("may not look at", "apiMonitors.allow");
        assertThat(house.visitsInside()).isEmpty();
        assertThat(house.read(inner).path("verdict").asText())
                .as("our own refusal tells nothing of the target")
                .isEqualTo("unknown");
        assertThat(house.incident(inner).isMissingNode()).isTrue();
    }

    private static String lastReason(String name) {
        return house.read(name).path("lastLook").path("reason").asText();
    }
}
