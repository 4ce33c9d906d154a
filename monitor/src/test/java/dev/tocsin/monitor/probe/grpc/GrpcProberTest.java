package dev.tocsin.monitor.probe.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.GrpcFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Peer;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.okhttp.SslSocketFactoryServerCredentials;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcProberTest {
    private static final Duration SOON = Duration.ofMillis(400);
    private static final GrpcProber PROBER = new GrpcProber(InstantSource.system(), Gear.ofSystem());

    @TempDir
    private Path folder;

    private final HealthStatusManager health = new HealthStatusManager();

    @Test
    void a_server_that_serves_passes() {
        try (var server = plain(health.getHealthService())) {
            var seen = passed(look(server.port(), ""));

            assertThat(seen.reason()).startsWith("SERVING, in ");
            assertThat(facts(seen)).isEqualTo(new GrpcFacts("", "SERVING", "OK", 0));
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + server.port());
            assertThat(seen.evidence().timings().connect()).isPresent();
            assertThat(seen.evidence().timings().request()).isPresent();
            assertThat(seen.evidence().timings().firstByte()).isPresent();
            assertThat(seen.evidence().tls()).isEmpty();
        }
    }

    @Test
    void a_service_that_does_not_serve_fails() {
        health.setStatus("shop.Basket", ServingStatus.NOT_SERVING);
        try (var server = plain(health.getHealthService())) {
            var seen = failed(look(server.port(), "shop.Basket"));

            assertThat(seen.reason()).isEqualTo("service \"shop.Basket\" is NOT_SERVING, expected SERVING");
            assertThat(facts(seen).status()).isEqualTo("NOT_SERVING");
        }
    }

    @Test
    void a_service_that_the_server_does_not_know_is_told() {
        try (var server = plain(health.getHealthService())) {
            var seen = failed(look(server.port(), "shop.Basket"));

            assertThat(seen.reason())
                    .isEqualTo("127.0.0.1:" + server.port() + " knows no service \"shop.Basket\" (NOT_FOUND)");
            assertThat(facts(seen)).isEqualTo(new GrpcFacts("shop.Basket", "", "NOT_FOUND", 5));
        }
    }

    @Test
    void a_server_without_health_checks_is_told() {
        try (var server = plain()) {
            assertThat(failed(look(server.port(), "")).reason())
                    .isEqualTo("127.0.0.1:" + server.port() + " does not offer grpc.health.v1.Health (UNIMPLEMENTED)");
        }
    }

    @Test
    void a_server_that_wants_to_know_who_asks_is_told() {
        try (var server =
                new Running(InsecureServerCredentials.create(), List.of(new Refusing()), health.getHealthService())) {
            assertThat(failed(look(server.port(), "")).reason())
                    .isEqualTo("127.0.0.1:" + server.port()
                            + " refuses the health check (PERMISSION_DENIED: who are you)");
        }
    }

    @Test
    void over_tls_the_certificate_is_seen_and_judged() {
        var authority = new Authority("gRPC Test CA");
        var tls = authority.identity("grpc.example").tls();
        try (var server = new Running(
                SslSocketFactoryServerCredentials.create(tls.getSocketFactory()),
                List.of(),
                health.getHealthService())) {
            var seen = passed(look(server.port(), false, "grpc.example", authority.pem(folder)));
            // The server of the library offers nothing newer; a_tls_server_without_http2_is_told has one that takes 1.3
            // alone.
            assertThat(seen.evidence().tls().orElseThrow().version()).isEqualTo("TLSv1.2");
            assertThat(seen.evidence().timings().tls()).isPresent();

            assertThat(failed(look(server.port(), false, "other.example", authority.pem(folder)))
                            .reason())
                    .isEqualTo("certificate is for grpc.example, not other.example");
            assertThat(failed(look(server.port(), false, "grpc.example", new Authority("Other").pem(folder)))
                            .reason())
                    .startsWith("certificate comes from an authority that is not trusted: gRPC Test CA");
        }
    }

    @Test
    void a_server_that_speaks_no_tls_is_told() {
        try (var server = plain(health.getHealthService())) {
            assertThat(failed(look(server.port(), false, "grpc.example", new Authority("Any").pem(folder)))
                            .reason())
                    .isEqualTo("127.0.0.1:" + server.port() + " does not speak TLS");
        }
    }

    @Test
    void a_tls_server_without_http2_is_told() {
        var authority = new Authority("gRPC Test CA");
        try (var peer = Peer.saying(
                "HTTP/1.1 200 OK\r\n\r\n", authority.identity("grpc.example").tls(), "TLSv1.3")) {
            assertThat(failed(look(peer.port(), false, "grpc.example", authority.pem(folder)))
                            .reason())
                    .isEqualTo("127.0.0.1:" + peer.port() + " does not offer HTTP/2 inside TLS");
        }
    }

    @Test
    void a_closed_port_refuses() {
        var peer = Peer.silent();
        peer.close();

        assertThat(failed(look(peer.port(), "")).reason()).isEqualTo("connect refused by 127.0.0.1:" + peer.port());
    }

    @Test
    void a_silent_peer_costs_its_deadline_and_leaves_no_socket() {
        try (var peer = Peer.silent()) {
            assertThat(atTheDeadline(peer.port(), true).reason())
                    .isEqualTo("no answer within 400 ms (stopped in: request)");
            assertThat(atTheDeadline(peer.port(), false).reason())
                    .isEqualTo("no answer within 400 ms (stopped in: tls)");
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_peer_that_speaks_something_else_is_told() {
        try (var peer = Peer.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(failed(look(peer.port(), "")).reason())
                    .isEqualTo("127.0.0.1:" + peer.port() + " does not speak HTTP/2");
        }
    }

    @Test
    void a_peer_that_hangs_up_is_told() {
        try (var peer = Peer.that((_, in, _) -> in.readNBytes(24))) {
            // With FIN or RST, as the kernel likes.
            assertThat(failed(look(peer.port(), "")).reason())
                    .matches("connection (closed|reset) by 127.0.0.1:" + peer.port()
                            + " before the answer was complete");
        }
    }

    @Test
    void a_drip_of_pings_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, in, out) -> {
            Thread.startVirtualThread(() -> swallow(in));
            out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            while (true) {
                out.write(new byte[] {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8});
                out.flush();
                Thread.sleep(10);
            }
        })) {
            assertThat(atTheDeadline(peer.port(), true).reason())
                    .isEqualTo("no answer within 400 ms (stopped in: first byte)");
        }
    }

    private static void swallow(java.io.InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The prober may leave whenever it likes.
        }
    }

    private static Observation look(int port, String service) {
        return PROBER.look(probe(port, service, true, Optional.empty(), Optional.empty()), Duration.ofSeconds(5));
    }

    private static Observation look(int port, boolean plaintext, String name, Path trust) {
        return PROBER.look(probe(port, "", plaintext, Optional.of(name), Optional.of(trust)), Duration.ofSeconds(5));
    }

    private static Observation atTheDeadline(int port, boolean plaintext) {
        var began = System.nanoTime();
        var seen = failed(PROBER.look(probe(port, "", plaintext, Optional.empty(), Optional.empty()), SOON));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.plusMillis(400));
        return seen;
    }

    private static Probe.Grpc probe(
            int port, String service, boolean plaintext, Optional<String> name, Optional<Path> trust) {
        return new Probe.Grpc(new HostAndPort("127.0.0.1", port), service, plaintext, name, trust, Probe.Pace.ANY);
    }

    private static GrpcFacts facts(Observation seen) {
        return (GrpcFacts) seen.evidence().facts().orElseThrow();
    }

    private static Observation passed(Observation seen) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
        return seen;
    }

    private static Observation failed(Observation seen) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Failed.class);
        return seen;
    }

    private static Running plain(BindableService... services) {
        return new Running(InsecureServerCredentials.create(), List.of(), services);
    }

    /// A real gRPC server on loopback.
    private static final class Running implements AutoCloseable {
        private final Server server;

        Running(ServerCredentials credentials, List<ServerInterceptor> interceptors, BindableService... services) {
            var builder = OkHttpServerBuilder.forPort(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials);
            for (var service : services) {
                builder.addService(service);
            }
            interceptors.forEach(builder::intercept);
            try {
                server = builder.build().start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        int port() {
            return server.getPort();
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }

    private static final class Refusing implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            call.close(Status.PERMISSION_DENIED.withDescription("who are you"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
