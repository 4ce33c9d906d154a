package dev.tocsin.monitor.posture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ServerAnswerTest {
    private static final String RANDOM = "00".repeat(32);
    private static final String HELLO = "02" + "000026" + "0302" + RANDOM + "00" + "002f" + "00";
    private static final String HELLO_RECORD = "160302002a" + HELLO;
    private static final String DONE = "1603020004" + "0e000000";
    private static final String UNKNOWN_NAME = "1503020002" + "0170";
    private static final String FAILURE = "1503010002" + "0228";

    @Test
    void a_hello_says_version_and_suite() throws IOException {
        assertThat(read(HELLO_RECORD + DONE)).hasToString("Taken[version=770, suite=47, dhBits=0, chain=[]]");
    }

    @Test
    void a_warning_before_the_hello_is_no_refusal() throws IOException {
        assertThat(read(UNKNOWN_NAME + HELLO_RECORD + DONE)).isInstanceOf(ServerAnswer.Taken.class);
        assertThat(read(FAILURE)).isEqualTo(new ServerAnswer.Refused());
        assertThat(read(UNKNOWN_NAME + FAILURE)).isEqualTo(new ServerAnswer.Refused());
    }

    @Test
    void a_hello_in_many_records_is_put_together() throws IOException {
        var pieces = new StringBuilder();
        for (var at = 0; at < HELLO.length(); at += 2) {
            pieces.append("1603020001").append(HELLO, at, at + 2);
        }

        assertThat(read(pieces + DONE)).isInstanceOf(ServerAnswer.Taken.class);
    }

    @Test
    void what_was_chosen_is_known_although_the_rest_never_comes() throws IOException {
        var silence = OddStream.silent();

        assertThat(ServerAnswer.read(new SequenceInputStream(bytes(HELLO_RECORD), silence), false))
                .isInstanceOf(ServerAnswer.Taken.class);
        assertThatThrownBy(() -> ServerAnswer.read(silence, false)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void another_protocol_is_known_by_its_first_byte() throws IOException {
        assertThat(read("485454502f312e3120343030")).isEqualTo(new ServerAnswer.Stray());
        assertThat(read("")).isEqualTo(new ServerAnswer.Refused());
    }

    @Test
    void records_without_end_are_not_read_to_their_end() throws IOException {
        assertThat(ServerAnswer.read(OddStream.repeating(HexFormat.of().parseHex("1603020000")), false))
                .isEqualTo(new ServerAnswer.Stray());
        assertThat(ServerAnswer.read(OddStream.repeating(HexFormat.of().parseHex(UNKNOWN_NAME)), false))
                .isEqualTo(new ServerAnswer.Stray());
    }

    @Property
    void no_bytes_whatever_make_reading_fail(@ForAll byte[] bytes) throws IOException {
        assertThat(ServerAnswer.read(new ByteArrayInputStream(bytes), false)).isNotNull();
        var hello = new SequenceInputStream(bytes(HELLO_RECORD + "160302ffff"), new ByteArrayInputStream(bytes));
        assertThat(ServerAnswer.read(hello, false)).isNotNull();
    }

    private static ServerAnswer read(String hex) throws IOException {
        return ServerAnswer.read(bytes(hex), false);
    }

    private static InputStream bytes(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
    }
}
