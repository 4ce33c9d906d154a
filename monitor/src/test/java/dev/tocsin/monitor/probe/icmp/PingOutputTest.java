package dev.tocsin.monitor.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.IcmpFacts;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingOutputTest {
    private static final String MEANS = "the system's ping";

    @Test
    void what_the_ping_of_linux_counts_is_read() {
        assertThat(PingOutput.facts("""
                        PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
                        64 bytes from 192.0.2.1: icmp_seq=1 ttl=57 time=11.6 ms

                        --- 192.0.2.1 ping statistics ---
                        3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms
                        rtt min/avg/max/mdev = 11.632/12.044/13.210/0.271 ms
                        """))
                .contains(new IcmpFacts(MEANS, 3, 2, Optional.of(11.632), Optional.of(12.044), Optional.of(13.21)));
    }

    @Test
    void what_the_ping_of_busybox_counts_is_read() {
        assertThat(PingOutput.facts("""
                        PING 127.0.0.1 (127.0.0.1): 56 data bytes
                        64 bytes from 127.0.0.1: seq=0 ttl=64 time=0.048 ms

                        --- 127.0.0.1 ping statistics ---
                        1 packets transmitted, 1 packets received, 0% packet loss
                        round-trip min/avg/max = 0.048/0.048/0.048 ms
                        """))
                .contains(new IcmpFacts(MEANS, 1, 1, Optional.of(0.048), Optional.of(0.048), Optional.of(0.048)));
    }

    @Test
    void what_the_ping_of_the_bsds_counts_is_read() {
        assertThat(PingOutput.facts("""
                        --- ::1 ping6 statistics ---
                        2 packets transmitted, 2 packets received, 0.0% packet loss
                        round-trip min/avg/max/std-dev = 0.051/0.075/0.098/0.024 ms
                        """))
                .contains(new IcmpFacts(MEANS, 2, 2, Optional.of(0.051), Optional.of(0.075), Optional.of(0.098)));
    }

    @Test
    void a_host_that_the_network_gave_up_on_is_told_apart_from_silence() {
        var text = """
                From 10.0.0.1 icmp_seq=1 Destination Host Unreachable

                --- 10.0.0.9 ping statistics ---
                3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 2031ms
                pipe 3
                """;

        assertThat(PingOutput.facts(text))
                .contains(new IcmpFacts(MEANS, 3, 0, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(PingOutput.refusal(text)).contains("destination host unreachable");
    }

    @Test
    void doubled_answers_do_not_make_the_loss_negative() {
        assertThat(PingOutput.facts("3 packets transmitted, 4 received, +1 duplicates, 0% packet loss, time 2ms")
                        .orElseThrow()
                        .loss())
                .isZero();
    }

    @Test
    void a_ping_that_did_nothing_is_quoted() {
        var text = "ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\n\n";

        assertThat(PingOutput.facts(text)).isEmpty();
        assertThat(PingOutput.complaint(text)).isEqualTo("ping: socket: Operation not permitted");
    }

    @Test
    void no_more_is_sent_than_there_is_time_for() {
        var host = InetAddress.ofLiteral("192.0.2.1");

        assertThat(Ping.command(host, 3, Duration.ofSeconds(10)))
                .containsExactly("ping", "-c", "3", "-W", "7", "192.0.2.1");
        assertThat(Ping.command(host, 20, Duration.ofMillis(2_500)))
                .containsExactly("ping", "-c", "2", "-W", "1", "192.0.2.1");
        assertThat(Ping.command(host, 3, Duration.ofMillis(300)))
                .containsExactly("ping", "-c", "1", "-W", "1", "192.0.2.1");
    }
}
