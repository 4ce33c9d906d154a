package dev.tocsin.monitor.posture.hsts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.posture.name.HostName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The names to which browsers talk over HTTPS alone before they have ever been there: Chromium's
/// `transport_security_state_static.json`, which is JSON with comments.
public final class PreloadList {

    private static final Duration OLD = Duration.ofDays(60);

    /// One name on the list.
    ///
    /// @param policy why it is there, such as `bulk-1-year`; empty where the list does not say
    public record Entry(String name, boolean includeSubDomains, String policy) {

        /// Entries that owners submitted themselves are removed when their sites no longer keep the rules.
        public boolean pruned() {
            return policy.startsWith("bulk-");
        }

        public PreloadCheck.Policy rule() {
            return policy.equals("bulk-18-weeks") ? PreloadCheck.Policy.EIGHTEEN_WEEKS : PreloadCheck.Policy.ONE_YEAR;
        }
    }

    private final Map<String, Entry> entries;
    private final Optional<Instant> written;

    private PreloadList(Map<String, Entry> entries, Optional<Instant> written) {
        this.entries = entries;
        this.written = written;
    }

    /// The little of the list that concerns one name: what was told of it just now.
    public static PreloadList told(List<Entry> entries) {
        return new PreloadList(
                entries.stream().collect(Collectors.toMap(Entry::name, entry -> entry)), Optional.empty());
    }

    /// Reads the list, entry after entry: it has more than a hundred thousand.
    ///
    /// @param written when the file is from, where that is known
    /// @throws IOException when it is not such a list
    public static PreloadList read(InputStream file, Optional<Instant> written) throws IOException {
        var factory = JsonFactory.builder()
                .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, true)
                .build();
        var entries = new HashMap<String, Entry>();
        try (var parser = factory.setCodec(new ObjectMapper()).createParser(file)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the preload list is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("entries")) {
                    read(parser, entries);
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (entries.isEmpty()) {
            throw new IOException("no entry in the preload list");
        }
        return new PreloadList(Map.copyOf(entries), written);
    }

    private static void read(JsonParser parser, Map<String, Entry> entries) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode entry = parser.readValueAsTree();
            var name = HostName.parse(entry.path("name").asText());
            if (name.isPresent() && entry.path("mode").asText().equals("force-https")) {
                entries.put(
                        name.get().ascii(),
                        new Entry(
                                name.get().ascii(),
                                entry.path("include_subdomains").asBoolean(),
                                entry.path("policy").asText()));
            }
        }
    }

    /// The entry that holds for `host`: its own, or that of the closest name above it which includes its
    /// subdomains.
    public Optional<Entry> find(HostName host) {
        var name = host.ascii();
        var own = entries.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        for (var dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            var above = entries.get(name.substring(dot + 1));
            if (above != null && above.includeSubDomains()) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    /// Whether it is so old that entries may well have come and gone.
    public boolean old(Instant now) {
        return written.filter(moment -> moment.plus(OLD).isBefore(now)).isPresent();
    }

    public int size() {
        return entries.size();
    }
}
