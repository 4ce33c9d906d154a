package dev.tocsin.monitor.probe.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.probe.grpc.HealthCheck.Serving;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    @Property(tries = 200)
    void a_request_is_what_protocol_buffers_would_write(@ForAll String service) {
        // A half of a surrogate pair has no UTF-8; both sides write a question mark, or refuse.
        var text = new String(
                service.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(HealthCheck.request(text))
                .isEqualTo(
                        HealthCheckRequest.newBuilder().setService(text).build().toByteArray());
    }

    @Test
    void an_answer_is_read_as_protocol_buffers_wrote_it() throws IOException {
        for (var status : HealthCheckResponse.ServingStatus.values()) {
            if (status != HealthCheckResponse.ServingStatus.UNRECOGNIZED) {
                var bytes = HealthCheckResponse.newBuilder()
                        .setStatus(status)
                        .build()
                        .toByteArray();
                assertThat(read(bytes).name()).isEqualTo(status.name());
            }
        }
        assertThat(read(new byte[] {8, 77})).isEqualTo(Serving.UNRECOGNIZED);
    }

    @Test
    void fields_of_a_later_version_are_passed_over() throws IOException {
        var later = new byte[] {0x12, 2, 'h', 'i', 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x25, 1, 2, 3, 4, 0x28, 9, 8, 1};

        assertThat(read(later)).isEqualTo(Serving.SERVING);
    }

    @Test
    void what_breaks_off_is_no_answer() {
        for (var bytes : new byte[][] {{8}, {0x12, 50, 'h'}, {8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, {0x0b}}) {
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
        }
    }

    @Property(tries = 500)
    void no_bytes_break_the_reader(@ForAll byte[] bytes) {
        try {
            assertThat(read(bytes)).isNotNull();
        } catch (IOException refused) {
            assertThat(refused.getMessage())
                    .as("said in words, or by the stream's end")
                    .isNotEqualTo("");
        }
    }

    private static Serving read(byte[] bytes) throws IOException {
        return HealthCheck.answer(new ByteArrayInputStream(bytes));
    }
}
