package dev.tocsin.monitor.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostedLook;
import dev.tocsin.monitor.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a kind of look is made of, the agent gets it as it stands in the settings, and the server gets what it
/// saw.
class PortableJsonTest {
    private static final int TRIES = 200;

    static Stream<Class<?>> probes() {
        return SealedTypes.kinds(Probe.class)
                .filter(kind -> kind != Probe.Heartbeat.class && kind != Probe.Posture.class);
    }

    static Stream<Class<?>> facts() {
        return SealedTypes.kinds(Facts.class);
    }

    @ParameterizedTest
    @MethodSource("probes")
    void every_kind_of_probe_arrives_as_it_left(Class<? extends Probe> kind) throws IOException {
        var any = new AnyRecord(new Random(7));
        for (var i = 0; i < TRIES; i++) {
            travels(any.of(kind), Probe.class);
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatever_a_look_saw_arrives_as_it_was_seen(Class<? extends Facts> kind) throws IOException {
        var any = new AnyRecord(new Random(7));
        for (var i = 0; i < TRIES; i++) {
            travels(any.of(kind), Facts.class);
        }
    }

    @Test
    void looks_and_monitors_arrive_whole() throws IOException {
        var any = new AnyRecord(new Random(7));
        for (var i = 0; i < TRIES; i++) {
            travels(any.of(PostedLook.class), PostedLook.class);
            travels(any.of(Assigned.class), Assigned.class);
            travels(any.of(Observation.class), Observation.class);
        }
    }

    @Test
    void what_another_version_would_say_is_refused_and_never_passed_over() throws IOException {
        var any = new AnyRecord(new Random(7));
        var more = (ObjectNode) PortableJson.tree(any.of(Probe.Icmp.class), Probe.class, PortableJsonTest::pack);
        more.put("colour", "red");
        var less = (ObjectNode) PortableJson.tree(any.of(Monitor.class), Monitor.class, PortableJsonTest::pack);
        less.remove("vantage");
        var other = (ObjectNode) PortableJson.tree(any.of(Probe.Icmp.class), Probe.class, PortableJsonTest::pack);
        other.put("kind", "Telepathy");

        assertThatThrownBy(() -> PortableJson.read(more, Probe.class, PortableJsonTest::unpack))
                .satisfies(fault -> assertThat(PortableJson.complaint((Exception) fault))
                        .isEqualTo("\"colour\" is not known to this version"));
        assertThatThrownBy(() -> PortableJson.read(less, Monitor.class, PortableJsonTest::unpack))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PortableJson.read(other, Probe.class, PortableJsonTest::unpack))
                .satisfies(fault -> assertThat(PortableJson.complaint((Exception) fault))
                        .isEqualTo("the kind \"Telepathy\" is not known to this version"));
    }

    @Test
    void what_cannot_be_read_is_told_without_the_secrets_in_it() throws IOException {
        var probe = (ObjectNode) PortableJson.tree(
                new AnyRecord(new Random(1)).of(Probe.Http.class), Probe.class, PortableJsonTest::pack);
        probe.put("follow", "made-here-secret");

        assertThatThrownBy(() -> PortableJson.read(probe, Probe.class, PortableJsonTest::unpack))
                .satisfies(fault -> assertThat(PortableJson.complaint((Exception) fault))
                        .isEqualTo("it is of another form than this version knows, at follow"));
    }

    private static void travels(Object value, Class<?> type) throws IOException {
        var json = PortableJson.tree(value, type, PortableJsonTest::pack);

        var arrived = PortableJson.read(json, type, PortableJsonTest::unpack);

        assertThat(arrived).isInstanceOf(value.getClass());
        assertThat(arrived).isEqualTo(value);
        assertThat(PortableJson.tree(arrived, type, PortableJsonTest::pack)).isEqualTo(json);
    }

    private static Attachment pack(Path file) {
        return new Attachment(file.toString(), Optional.of("digest"));
    }

    private static Path unpack(Attachment attachment) {
        return Path.of(attachment.name());
    }
}
