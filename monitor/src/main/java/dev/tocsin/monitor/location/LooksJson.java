package dev.tocsin.monitor.location;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostedLook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Looks on their way to the server, each a line of JSON of its own, so that they can be kept in a file and
/// counted.
public final class LooksJson {

    /// A look with more in it goes without what it saw: its outcome, its times and its reason matter more.
    static final int MOST_BYTES = 48 * 1024;

    private LooksJson() {}

    /// One line, without its end.
    public static String line(PostedLook look) {
        var whole = PortableJson.bytes(look, PostedLook.class);
        return new String(
                whole.length <= MOST_BYTES ? whole : PortableJson.bytes(bare(look), PostedLook.class),
                StandardCharsets.UTF_8);
    }

    static PostedLook read(JsonNode json) throws IOException {
        return PortableJson.read(json, PostedLook.class, attachment -> {
            throw new IllegalArgumentException("a look speaks of no file: " + attachment.name());
        });
    }

    /// The body of a post: an object that holds `lines`.
    public static byte[] body(Iterable<String> lines) {
        return ("{\"protocol\":" + Protocol.VERSION + ",\"looks\":[" + String.join(",", lines) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static PostedLook bare(PostedLook look) {
        var seen = look.seen();
        var evidence = seen.evidence();
        var kept = new Evidence(
                evidence.at(), evidence.address(), evidence.timings(), Optional.empty(), Optional.empty(), List.of());
        var reason =
                seen.reason().length() <= 1_000 ? seen.reason() : seen.reason().substring(0, 1_000) + "…";
        return new PostedLook(
                look.monitor(),
                look.lateness(),
                switch (seen) {
                    case Observation.Passed passed -> new Observation.Passed(kept, passed.slow(), reason);
                    case Observation.Failed _ -> new Observation.Failed(kept, reason);
                    case Observation.Inconclusive _ -> new Observation.Inconclusive(kept, reason);
                });
    }
}
