package dev.tocsin.statuspage.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How files are named with their hashes, and read back.
final class Manifest {
    private static final JsonMapper JSON = new JsonMapper();

    private Manifest() {}

    /// The content of a file, in short.
    record Entry(int bytes, String sha256) {

        static Entry of(byte[] content) {
            try {
                return new Entry(
                        content.length,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java knows SHA-256, this one does not", impossible);
            }
        }
    }

    /// `writtenAt` is left out where the text shall be the same as long as the files are.
    static byte[] of(Map<String, Entry> files, Optional<String> writtenAt) {
        var json = JsonNodeFactory.instance.objectNode();
        writtenAt.ifPresent(at -> json.put("writtenAt", at));
        var entries = json.putArray("files");
        files.forEach((name, entry) -> entries.addObject()
                .put("file", name)
                .put("bytes", entry.bytes())
                .put("sha256", entry.sha256()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON could not be written", impossible);
        }
    }

    static Map<String, Entry> read(byte[] text) throws IOException {
        var files = new TreeMap<String, Entry>();
        for (JsonNode one : JSON.readTree(text).path("files")) {
            files.put(
                    one.path("file").asText(),
                    new Entry(one.path("bytes").asInt(), one.path("sha256").asText()));
        }
        return files;
    }
}
