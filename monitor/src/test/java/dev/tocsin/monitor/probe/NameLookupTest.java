package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.HttpOptions.IpFamily;
import dev.tocsin.monitor.Observation;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameLookupTest {

    /// Answers every question with `code`, or never when it is negative.
    private static DatagramSocket resolver(int code) throws Exception {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    var packet = new DatagramPacket(new byte[512], 512);
                    socket.receive(packet);
                    packet.getData()[2] |= (byte) 0x80;
                    packet.getData()[3] = (byte) code;
                    if (code >= 0) {
                        socket.send(packet);
                    }
                }
            } catch (java.io.IOException closed) {
                // The test is over.
            }
        });
        return socket;
    }

    private static ResolverCheck asking(DatagramSocket resolver) {
        var address = (InetSocketAddress) resolver.getLocalSocketAddress();
        return new ResolverCheck(() -> List.of(address));
    }

    private static Observation look(NameLookup.Resolver names, int resolverSays) throws Exception {
        try (var resolver = resolver(resolverSays)) {
            var prober = new HttpProber(
                    InstantSource.system(), new NameLookup(names, asking(resolver)), Handshakes.ofJava());
            return Looks.at("http://shop.example/").by(prober).look(Looks.SOON);
        }
    }

    private static NameLookup.Resolver failing(String words) {
        return host -> {
            throw new UnknownHostException(host + ": " + words);
        };
    }

    private static NameLookup.Resolver hanging(CountDownLatch never) {
        return host -> {
            while (true) {
                try {
                    never.await();
                    throw new UnknownHostException(host);
                } catch (InterruptedException deaf) {
                    // getaddrinfo cannot be interrupted either.
                }
            }
        };
    }

    @Test
    void a_missing_name_counts_against_the_target() throws Exception {
        var seen = look(failing("Name or service not known"), -1);

        assertThat(seen).isInstanceOf(Observation.Failed.class);
        assertThat(seen.reason()).isEqualTo("name shop.example does not resolve");
        assertThat(seen.evidence().address()).isEmpty();
        assertThat(seen.evidence().timings().resolve()).isPresent();
    }

    @Test
    void a_dead_zone_counts_against_the_target_while_our_resolver_works() throws Exception {
        var seen = look(failing("Temporary failure in name resolution"), 0);

        assertThat(seen).isInstanceOf(Observation.Failed.class);
        assertThat(seen.reason()).isEqualTo("name shop.example does not resolve");
    }

    @Test
    void a_dead_resolver_of_our_own_never_counts() throws Exception {
        for (var says : new int[] {-1, 2}) {
            var seen = look(failing("Temporary failure in name resolution"), says);

            assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).isEqualTo("our own resolver does not answer (name shop.example)");
        }
    }

    @Test
    void a_lookup_that_hangs_ends_at_the_deadline() throws Exception {
        var never = new CountDownLatch(1);
        var began = System.nanoTime();
        var theirs = look(hanging(never), 0);
        var took = Duration.ofNanos(System.nanoTime() - began);
        var ours = look(hanging(never), -1);
        never.countDown();

        assertThat(took).isBetween(Looks.SOON, Looks.SOON.plusMillis(300));
        assertThat(theirs).isInstanceOf(Observation.Failed.class);
        assertThat(theirs.reason()).startsWith("no answer within 400 ms (stopped in: resolve)");
        assertThat(ours).isInstanceOf(Observation.Inconclusive.class);
        assertThat(ours.reason()).isEqualTo("our own resolver does not answer (name shop.example)");
    }

    /// On a machine that stood still a site was called down for our own resolver's silence.
    @Test
    void a_look_that_ends_before_our_resolver_was_heard_counts_against_nobody() throws Exception {
        var never = new CountDownLatch(1);
        var unheard = new ResolverCheck(() -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });
        var prober =
                new HttpProber(InstantSource.system(), new NameLookup(hanging(never), unheard), Handshakes.ofJava());

        var seen = Looks.at("http://shop.example/")
                .family(IpFamily.EVERY_ADDRESS)
                .by(prober)
                .look(Looks.SOON);
        never.countDown();

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
    }

    @Test
    void a_name_that_hangs_costs_one_thread_however_often_it_is_asked() throws Exception {
        var asked = new AtomicInteger();
        var never = new CountDownLatch(1);
        var names = new NameLookup(
                host -> {
                    asked.incrementAndGet();
                    return hanging(never).addresses(host);
                },
                new ResolverCheck(List::of));
        var prober = new HttpProber(InstantSource.system(), names, Handshakes.ofJava());
        for (var i = 0; i < 5; i++) {
            Looks.at("http://shop.example/").by(prober).look(Duration.ofMillis(50));
        }
        never.countDown();

        assertThat(asked).hasValue(1);
    }

    @Test
    void the_next_address_is_dialled_where_one_refuses() throws Exception {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            var two = List.of(InetAddress.ofLiteral("127.0.0.9"), InetAddress.ofLiteral("127.0.0.1"));
            var prober = new HttpProber(
                    InstantSource.system(), new NameLookup(_ -> two, new ResolverCheck(List::of)), Handshakes.ofJava());

            var seen = Looks.at("http://shop.example:" + peer.port() + "/")
                    .by(prober)
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + peer.port());
        }
    }

    @Test
    void our_resolvers_are_those_of_the_system(@TempDir Path folder) throws Exception {
        var file = Files.writeString(
                folder.resolve("resolv.conf"),
                "# ours\nsearch example\nnameserver 192.0.2.53\nnameserver 2001:db8::53\n");

        assertThat(ResolverCheck.nameservers(file))
                .extracting(Wording::address)
                .containsExactly("192.0.2.53:53", "[2001:db8:0:0:0:0:0:53]:53");
        assertThat(ResolverCheck.nameservers(folder.resolve("missing")))
                .extracting(Wording::address)
                .containsExactly("127.0.0.1:53");
    }
}
