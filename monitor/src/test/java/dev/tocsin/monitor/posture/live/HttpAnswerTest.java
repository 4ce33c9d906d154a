package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    private static final int MOST = 1000;

    @Test
    void every_line_of_a_head_stays_as_it_was_sent() throws IOException {
        var answer = read("HTTP/1.1 200 OK\r\nStrict-Transport-Security: a \r\nstrict-transport-security:\tb\r\n"
                + "Folded: one\r\n  two\r\n\r\nhello");

        assertThat(answer.headers().all("Strict-Transport-Security")).containsExactly("a", "b");
        assertThat(answer.headers().first("Folded")).contains("one two");
        assertThat(answer.body().text()).isEqualTo("hello");
    }

    @Test
    void a_body_that_breaks_off_leaves_the_head() throws IOException {
        var silence = OddStream.silent();
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\nX: y\r\n\r\nhel";

        var answer = HttpAnswer.read(new SequenceInputStream(bytes(head), silence), MOST);

        assertThat(answer.headers().first("X")).contains("y");
        assertThat(answer.body().text()).isEqualTo("hel");
    }

    @Test
    void chunks_are_put_together_and_broken_ones_cut_there() throws IOException {
        var head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(read(head + "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n").body().text())
                .isEqualTo("hello");
        assertThat(read(head + "3\r\nhel\r\nzz\r\n").body().text()).isEqualTo("hel");
        assertThat(read(head + "fffffff\r\n" + "x".repeat(5000)).body().text()).hasSize(MOST);
    }

    @Test
    void what_comes_packed_without_being_asked_is_unpacked_to_the_same_bound() throws IOException {
        var head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
        var packed = new String(packed("a".repeat(1_000_000)), ISO_8859_1);

        assertThat(HttpAnswer.read(bytes(head + packed), 5000).body().text()).hasSize(5000);
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxyz")
                        .body()
                        .readable())
                .isFalse();
        assertThat(read(head + "no gzip").body().readable()).isFalse();
    }

    @Test
    void only_what_was_read_to_its_told_end_leaves_the_connection_for_another_question() throws IOException {
        var ok = "HTTP/1.1 200 OK\r\n";
        var chunked = "Transfer-Encoding: chunked\r\n";

        assertThat(read(ok + "Content-Length: 2\r\n\r\nhi").ended()).isTrue();
        assertThat(read(ok + chunked + "\r\n2\r\nhi\r\n0\r\nTrailer: x\r\n\r\n").ended())
                .isTrue();
        assertThat(read("HTTP/1.1 304 Same\r\n\r\n").ended()).isTrue();

        assertThat(read(ok + "\r\nhi").ended()).isFalse();
        assertThat(read(ok + "Content-Length: 3\r\n\r\nhi").ended()).isFalse();
        assertThat(read(ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi").ended())
                .isFalse();
        assertThat(read(ok + "Content-Length: 2000\r\n\r\n" + "x".repeat(2000)).ended())
                .isFalse();
        assertThat(read(ok + "Content-Length: 2\r\nConnection: Close\r\n\r\nhi").ended())
                .isFalse();
        assertThat(read("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi").ended())
                .isFalse();
        assertThat(read(ok + chunked + "Content-Length: 2\r\n\r\n0\r\n\r\n").ended())
                .isFalse();
        assertThat(read(ok + chunked + "\r\n2\r\nhi\r\n0\r\n").ended()).isFalse();
    }

    @Test
    void white_space_without_end_costs_no_time() throws IOException {
        var answer = read("HTTP/1.1 200 OK\r\nX: y" + " ".repeat(200_000) + "z\r\n\r\n");

        assertThat(answer.headers().first("X").orElseThrow()).startsWith("y ").endsWith(" z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 200 OK\r\nX: y"})
    void what_is_no_answer_is_told(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(bytes(text), MOST);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }
}
