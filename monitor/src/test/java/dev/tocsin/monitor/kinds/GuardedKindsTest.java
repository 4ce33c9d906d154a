package dev.tocsin.monitor.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.HttpOptions.HttpVersion;
import dev.tocsin.monitor.HttpOptions.IpFamily;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.Dns.RecordType;
import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.guard.AddressRange;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.guard.Guard;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of look that somebody asked for over the API, at a service of this machine that is nobody's business.
class GuardedKindsTest {
    private static final ConnectionExpectation NOTHING =
            new ConnectionExpectation(Optional.empty(), false, Optional.empty());
    private static final String LOOPBACK = "127.0.0.1";

    private ServerSocketChannel service;
    private DatagramChannel datagrams;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        service = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0));
        service.configureBlocking(false);
        port = service.socket().getLocalPort();
        datagrams = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
        datagrams.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        service.close();
        datagrams.close();
    }

    static Stream<String> looks() {
        return looks(LOOPBACK, 1).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void nothing_is_dialled_at_an_inner_address(String look) throws IOException {
        assertNothingDialled(Objects.requireNonNull(looks(LOOPBACK, port).get(look)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void nothing_is_dialled_at_a_name_that_leads_to_one(String look) throws IOException {
        assertNothingDialled(Objects.requireNonNull(looks("localhost", port).get(look)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0x7f.1", "127.0.0.1.", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"})
    void nothing_is_dialled_however_the_address_is_spelled(String host) throws IOException {
        var byHttp = look(AddressRule.INTERNET, http("http://" + host + ":" + port + "/"));
        var byTcp = look(
                AddressRule.INTERNET,
                new Probe.Tcp(Endpoint.of(new HostAndPort(host, port)), false, List.of(), NOTHING));

        // Whether a spelling means an address at all is the system's business.
        assertThat(List.of(byHttp, byTcp)).noneMatch(Observation.Passed.class::isInstance);
        assertThat(service.accept()).isNull();
    }

    /// A new kind of probe must have its place in this test.
    @Test
    void every_kind_is_tried() {
        var tried = looks(LOOPBACK, 1).values().stream().map(Object::getClass);
        var kinds = Stream.of(Probe.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isInterface() ? Stream.of(kind.getPermittedSubclasses()) : Stream.of(kind))
                .filter(kind -> kind != Probe.Heartbeat.class);

        assertThat(tried).containsAll(kinds.toList());
    }

    @Test
    void what_the_operator_allows_is_dialled() throws IOException {
        var allowing = new AddressRule(List.of(AddressRange.parse(LOOPBACK)), Set.of("localhost"));

        var byRange = look(allowing, http("http://127.0.0.1:" + port + "/"));
        var first = service.accept();
        var byName = look(allowing, http("http://localhost:" + port + "/"));
        var second = service.accept();

        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(byRange.evidence().address()).isEqualTo("127.0.0.1:" + port);
        assertThat(byName.evidence().address()).isEqualTo("127.0.0.1:" + port);
    }

    @Test
    void the_settings_file_may_look_anywhere() throws IOException {
        var ofFile = ProbeKinds.probers(InstantSource.system(), Guard.by(() -> AddressRule.INTERNET));

        var _ = ofFile.look(monitor(http("http://127.0.0.1:" + port + "/")));

        assertThat(service.accept()).isNotNull();
    }

    @Test
    void where_nobody_thought_of_a_guard_monitors_of_the_api_are_not_looked_at() {
        var probers = ProbeKinds.probers(InstantSource.system());

        assertThatIllegalStateException()
                .isThrownBy(() -> probers.look(
                        monitor(http("http://127.0.0.1:" + port + "/")).byApi()))
                .withMessageContaining("no guarded probers");
    }

    @Test
    void a_proxy_is_not_asked_to_dial_an_inner_address_for_us() throws IOException {
        var proxyAllowed = new AddressRule(List.of(AddressRange.parse(LOOPBACK)), Set.of());

        var seen = look(proxyAllowed, proxied("http://127.0.0.2/", LOOPBACK, port));
        var unknown = look(proxyAllowed, proxied("http://nowhere.invalid/", LOOPBACK, port));

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).contains("127.0.0.2 is a loopback address");
        assertThat(unknown).isInstanceOf(Observation.Inconclusive.class);
        assertThat(service.accept()).isNull();
    }

    private void assertNothingDialled(Probe probe) throws IOException {
        var seen = look(AddressRule.INTERNET, probe);

        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).contains("loopback address", "may not look at", "apiMonitors.allow");
        assertThat(seen.evidence().address()).isEmpty();
        assertThat(service.accept()).isNull();
        assertThat(datagrams.receive(ByteBuffer.allocate(1))).isNull();
    }

    private static Observation look(AddressRule rule, Probe probe) {
        Probers probers = ProbeKinds.probers(InstantSource.system(), Guard.by(() -> rule));
        return probers.look(monitor(probe).byApi());
    }

    private static Monitor monitor(Probe probe) {
        return new Monitor(
                "shop",
                probe,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                new Confirmation(2, 2, Duration.ofSeconds(5)));
    }

    private static Map<String, Probe> looks(String host, int port) {
        var far = new HostAndPort(host, port);
        var looks = new LinkedHashMap<String, Probe>();
        looks.put("http", http("http://" + far + "/"));
        looks.put("https", http("https://" + far + "/"));
        looks.put("http, connectTo", http("http://8.8.8.8/", Optional.of(far), HttpOptions.PLAIN));
        looks.put("http, proxy", proxied("http://8.8.8.8/", host, port));
        looks.put("http, both families", http("http://" + far + "/", Optional.empty(), family(IpFamily.BOTH)));
        looks.put("http, every", http("http://" + far + "/", Optional.empty(), family(IpFamily.EVERY_ADDRESS)));
        looks.put("tcp", new Probe.Tcp(Endpoint.of(far), false, List.of(), NOTHING));
        looks.put("tcp, connectTo", new Probe.Tcp(connectTo(far), false, List.of(), NOTHING));
        looks.put("tls", new Probe.Tls(Endpoint.of(far), NOTHING));
        looks.put("smtp", new Probe.Smtp(Endpoint.of(far), MailTls.STARTTLS, NOTHING));
        looks.put("imap", new Probe.Imap(Endpoint.of(far), MailTls.IMPLICIT, NOTHING));
        looks.put("websocket", webSocket("ws://" + far + "/", Endpoint.of(far)));
        looks.put("websocket, connectTo", webSocket("wss://8.8.8.8/", connectTo(far)));
        for (var transport : Transport.values()) {
            looks.put("dns, " + transport, dns(far, transport));
        }
        looks.put("icmp", new Probe.Icmp(host, 1, 0, Probe.Pace.ANY));
        looks.put(
                "domain",
                new Probe.Domain(
                        "example.com",
                        Optional.of(URI.create("http://" + far + "/")),
                        Duration.ofDays(30),
                        Duration.ofDays(7),
                        Optional.empty()));
        looks.put("posture", posture("https://" + far + "/", Optional.empty()));
        looks.put("posture, connectTo", posture("https://8.8.8.8/", Optional.of(far)));
        looks.put("grpc", new Probe.Grpc(far, "", true, Optional.empty(), Optional.empty(), Probe.Pace.ANY));
        return looks;
    }

    private static Probe.Posture posture(String url, Optional<HostAndPort> connectTo) {
        return new Probe.Posture(WebUrl.parse(url).orElseThrow(), connectTo, PostureMeasure.of(Profile.BASIC));
    }

    private static Probe.Http http(String url) {
        return http(url, Optional.empty(), HttpOptions.PLAIN);
    }

    private static Probe.Http http(String url, Optional<HostAndPort> connectTo, HttpOptions options) {
        return new Probe.Http(
                URI.create(url), "GET", Map.of(), HttpExpectation.ANY_SUCCESS, 5, connectTo, Optional.empty(), options);
    }

    private static Probe.Http proxied(String url, String host, int port) {
        return http(url, Optional.empty(), options(Optional.of(new HostAndPort(host, port)), IpFamily.ANY));
    }

    private static HttpOptions family(IpFamily family) {
        return options(Optional.empty(), family);
    }

    private static HttpOptions options(Optional<HostAndPort> proxy, IpFamily family) {
        return new HttpOptions(
                Optional.empty(), Optional.empty(), true, Optional.empty(), proxy, family, HttpVersion.HTTP_1_1);
    }

    private static Endpoint connectTo(HostAndPort far) {
        return new Endpoint(new HostAndPort("8.8.8.8", 443), Optional.of(far), Optional.empty(), Optional.empty());
    }

    private static Probe.WebSocket webSocket(String url, Endpoint endpoint) {
        return new Probe.WebSocket(URI.create(url), Map.of(), List.of(), NOTHING, endpoint);
    }

    private static Probe.Dns dns(HostAndPort server, Transport transport) {
        return new Probe.Dns(
                "shop.example",
                RecordType.A,
                Optional.of(server),
                transport,
                Optional.empty(),
                Optional.empty(),
                Probe.Dns.Answer.ANY_RECORD,
                Probe.Pace.ANY);
    }
}
