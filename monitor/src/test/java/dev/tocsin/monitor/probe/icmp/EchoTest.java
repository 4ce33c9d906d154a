package dev.tocsin.monitor.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final byte[] TOKEN = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Test
    void a_request_is_64_bytes_whose_ones_complement_sum_is_nothing() {
        var request = new Echo(false, TOKEN).request(7);

        assertThat(request).hasSize(64);
        assertThat(request[0]).isEqualTo((byte) 8);
        var sum = 0;
        for (var i = 0; i < request.length; i += 2) {
            sum += ((request[i] & 0xff) << 8) | (request[i + 1] & 0xff);
        }
        assertThat((sum & 0xffff) + (sum >> 16)).isEqualTo(0xffff);
    }

    @Property(tries = 200)
    void a_reply_is_known_by_its_token_and_gives_back_the_number(
            @ForAll @IntRange(min = 0, max = 65_535) int sequence, @ForAll boolean v6) {
        var echo = new Echo(v6, TOKEN);
        var reply = echo.request(sequence);
        reply[0] = v6 ? (byte) 129 : 0;

        assertThat(echo.sequence(reply, false)).hasValue(sequence);
        assertThat(echo.sequence(Arrays.copyOf(reply, 20), false)).isEmpty();
        reply[8] ^= 1;
        assertThat(echo.sequence(reply, false)).as("another's token").isEmpty();
    }

    @Test
    void our_own_request_heard_on_loopback_is_no_reply() {
        var echo = new Echo(false, TOKEN);

        assertThat(echo.sequence(echo.request(1), false)).isEmpty();
    }

    @Test
    void a_raw_socket_shows_the_header_of_the_packet_first() {
        var echo = new Echo(false, TOKEN);
        var reply = echo.request(3);
        reply[0] = 0;
        var packet = new byte[20 + reply.length];
        packet[0] = 0x45;
        System.arraycopy(reply, 0, packet, 20, reply.length);

        assertThat(echo.sequence(packet, true)).hasValue(3);
    }

    @Property(tries = 500)
    void no_packet_breaks_the_reader(@ForAll byte[] packet, @ForAll boolean v6, @ForAll boolean header) {
        assertThat(new Echo(v6, TOKEN).sequence(packet, header)).isEmpty();
    }
}
