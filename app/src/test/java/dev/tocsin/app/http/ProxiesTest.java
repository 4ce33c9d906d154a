package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.guard.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.5    | 198.51.100.7                       | 198.51.100.7",
                "10.0.0.5    | 203.0.113.9, 198.51.100.7          | 198.51.100.7",
                "10.0.0.5    | 203.0.113.9, 198.51.100.7, 10.1.2.3 | 198.51.100.7",
                "10.0.0.5    | 198.51.100.7:4711                  | 198.51.100.7",
                "10.0.0.5    | [2001:db8::7]:4711                 | 2001:db8:0:0:0:0:0:7",
                "10.0.0.5    | 2001:db8::7                        | 2001:db8:0:0:0:0:0:7",
                "10.0.0.5    | 10.9.9.9                           | 10.9.9.9",
                "10.0.0.5    | unknown                            | 10.0.0.5",
                "10.0.0.5    | 203.0.113.9, evil.example, 10.1.2.3 | 10.1.2.3",
                "198.51.100.7 | 203.0.113.9                       | 198.51.100.7"
            })
    void the_reader_is_the_first_from_the_right_whom_nobody_trusts(String peer, String field, String reader)
            throws Exception {
        assertThat(proxies("10.0.0.0/8").reader(InetAddress.getByName(peer), List.of(field)))
                .isEqualTo(InetAddress.getByName(reader));
    }

    @Test
    void several_fields_are_one_list() throws Exception {
        assertThat(proxies("10.0.0.0/8")
                        .reader(InetAddress.getByName("10.0.0.5"), List.of("203.0.113.9", "198.51.100.7, 10.1.1.1")))
                .isEqualTo(InetAddress.getByName("198.51.100.7"));
    }

    @Test
    void what_stands_behind_sees_the_reader_and_without_trust_the_peer() throws Exception {
        assertThat(seen("127.0.0.0/8", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(seen("10.0.0.0/8", "203.0.113.9")).isEqualTo("127.0.0.1");
    }

    private static Proxies proxies(String... trusted) {
        return new Proxies(Stream.of(trusted).map(AddressRange::parse).toList(), new Telling());
    }

    private static String seen(String trusted, String field) throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(proxies(trusted));
        server.start();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort()))
                                    .header("X-Forwarded-For", field)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            server.stop();
        }
    }

    /// Tells who asks.
    private static final class Telling extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.write(true, StandardCharsets.UTF_8.encode(Request.getRemoteAddr(request)), callback);
            return true;
        }
    }
}
