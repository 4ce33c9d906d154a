package dev.tocsin.monitor.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.monitor.IcmpFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.guard.Guard;
import dev.tocsin.monitor.probe.NameLookup;
import dev.tocsin.monitor.probe.Reach;
import dev.tocsin.monitor.probe.ResolverCheck;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpProberTest {
    private static final EchoSockets SOCKETS = EchoSockets.ofSystem();
    private static final Duration SOON = Duration.ofMillis(400);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void this_machine_answers_every_echo(String address) throws Exception {
        assumeThatWeMayPing(address);

        var seen = look(new Probe.Icmp(address, 3, 0, Probe.Pace.ANY), Duration.ofSeconds(5));

        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
        assertThat(facts(seen).sent()).isEqualTo(3);
        assertThat(facts(seen).received()).isEqualTo(3);
        assertThat(facts(seen).mean().orElseThrow()).isBetween(0.0, 200.0);
        assertThat(seen.evidence().address())
                .isEqualTo(InetAddress.ofLiteral(address).getHostAddress());
        assertThat(seen.evidence().timings().firstByte()).isPresent();
        assertThat(seen.reason()).startsWith("3 of 3 echoes answered, round trip ");
    }

    /// Kept for documentation (RFC 5737): nobody has it, and what a network does with it is its own affair.
    @Test
    @Timeout(30)
    void whatever_a_network_does_with_an_echo_it_is_told() throws Exception {
        assumeThatWeMayPing("127.0.0.1");

        var seen = look(new Probe.Icmp("192.0.2.1", 3, 0, Probe.Pace.ANY), SOON);

        switch (seen) {
            case Observation.Passed passed -> assertThat(facts(passed).loss()).isZero();
            case Observation.Failed failed -> assertLost(failed, "192.0.2.1");
            case Observation.Inconclusive unsure -> assertThat(unsure.reason()).contains("unreachable");
        }
    }

    @Test
    @Timeout(30)
    void where_nothing_comes_back_the_deadline_holds() throws Exception {
        assumeThatWeMayPing("127.0.0.1");
        var silent = EchoSockets.of(new SilentNetwork());
        var echoes = new Probe.Icmp("127.0.0.1", 3, 0, Probe.Pace.ANY);

        var quickest = Duration.ofDays(1);
        // The machine may stand still for a moment, but not in each of three looks.
        for (var turn = 0; turn < 3; turn++) {
            var began = System.nanoTime();
            var seen = look(silent, echoes, SOON);
            var took = Duration.ofNanos(System.nanoTime() - began);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
            assertThat(seen).isInstanceOfSatisfying(Observation.Failed.class, lost -> assertLost(lost, "127.0.0.1"));
        }

        assertThat(quickest).isLessThan(SOON.plusMillis(300));
    }

    private static void assertLost(Observation.Failed failed, String host) {
        assertThat(failed.reason()).startsWith("no answer from " + host + " to 3 echoes");
        assertThat(facts(failed).loss()).isEqualTo(100);
    }

    @Test
    void a_slow_round_trip_is_degraded() throws Exception {
        assumeThatWeMayPing("127.0.0.1");
        var hurried = new Probe.Pace(Optional.of(Duration.ofNanos(1)), false);

        assertThat(look(new Probe.Icmp("127.0.0.1", 1, 0, hurried), Duration.ofSeconds(2)))
                .isInstanceOfSatisfying(
                        Observation.Passed.class,
                        seen -> assertThat(seen.slow()).isTrue());
    }

    @Test
    void hundreds_of_pings_at_once_do_not_mix_up_their_answers() throws Exception {
        assumeThatWeMayPing("127.0.0.1");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = new ArrayList<Future<Observation>>();
            for (var i = 0; i < 300; i++) {
                var host = "127.0.0." + (1 + i % 200);
                looks.add(
                        threads.submit(() -> look(new Probe.Icmp(host, 2, 0, Probe.Pace.ANY), Duration.ofSeconds(9))));
            }
            for (var look : looks) {
                var seen = look.get();
                assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
                assertThat(facts(seen).received()).isEqualTo(2);
            }
        }
    }

    @Test
    void no_descriptor_is_left_open() throws Exception {
        assumeThatWeMayPing("127.0.0.1");
        look(new Probe.Icmp("127.0.0.1", 1, 0, Probe.Pace.ANY), Duration.ofSeconds(2));
        var before = descriptors();

        for (var i = 0; i < 50; i++) {
            look(new Probe.Icmp("127.0.0.1", 1, 0, Probe.Pace.ANY), Duration.ofSeconds(2));
        }

        assertThat(descriptors()).isLessThan(before + 25);
    }

    @Test
    void where_we_have_no_socket_the_system_has_its_ping_or_we_say_what_would_help() {
        var seen = look(EchoSockets.none(), new Probe.Icmp("127.0.0.1", 1, 0, Probe.Pace.ANY), Duration.ofSeconds(5));

        if (hasPing()) {
            assertThat(seen).isNotInstanceOf(Observation.Failed.class);
        } else {
            assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).contains("net.ipv4.ping_group_range", "install ping");
        }
    }

    @Test
    void the_systems_ping_is_believed() {
        assumeTrue(hasPing(), "no ping on this machine");

        var seen = look(EchoSockets.none(), new Probe.Icmp("127.0.0.1", 1, 0, Probe.Pace.ANY), Duration.ofSeconds(5));

        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
        assertThat(facts(seen).means()).isEqualTo("the system's ping");
    }

    @Test
    void a_name_that_does_not_resolve_fails() {
        var names = new NameLookup(
                host -> {
                    throw new java.net.UnknownHostException(host + ": Name or service not known");
                },
                new ResolverCheck(List::of));
        var prober = new IcmpProber(InstantSource.system(), new Reach(names, Guard.OPEN), SOCKETS);

        var seen = prober.look(new Probe.Icmp("gone.example", 1, 0, Probe.Pace.ANY), SOON);

        assertThat(seen).isInstanceOf(Observation.Failed.class);
        assertThat(seen.reason()).isEqualTo("name gone.example does not resolve");
    }

    private static Observation look(Probe.Icmp probe, Duration timeout) {
        return look(SOCKETS, probe, timeout);
    }

    private static Observation look(EchoSockets sockets, Probe.Icmp probe, Duration timeout) {
        var reach = new Reach(NameLookup.ofSystem(), Guard.OPEN);
        return new IcmpProber(InstantSource.system(), reach, sockets).look(probe, timeout);
    }

    private static IcmpFacts facts(Observation seen) {
        return (IcmpFacts) seen.evidence().facts().orElseThrow();
    }

    private static void assumeThatWeMayPing(String address) throws Exception {
        var host = InetAddress.ofLiteral(address);
        assumeTrue(NetworkInterface.getByInetAddress(host) != null, "this machine has no " + address);
        switch (SOCKETS.open(host)) {
            case EchoSocket.Opened.Ready ready -> ready.socket().close();
            case EchoSocket.Opened.NotAllowed _ -> assumeFalse(true, "the kernel lends us no socket for echoes");
            case EchoSocket.Opened.Failed failed ->
                assumeFalse(true, "no way to " + address + ", error " + failed.error());
        }
    }

    private static boolean hasPing() {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ping")));
    }

    private static long descriptors() throws Exception {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
