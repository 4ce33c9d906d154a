package dev.tocsin.statuspage.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.statuspage.web.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The files of the twin. Each is written beside its place and moved there at once; the manifest, which names all of
/// them with their hashes, comes last, and its signature after it. What the manifest does not name is no part of the
/// twin,
/// and of what we did not write nothing is touched.
final class TwinFolder {
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.json.sig";
    static final String KEY = "manifest.pub";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final TwinKey key;
    private final Map<String, String> written = new HashMap<>();

    TwinFolder(Path folder, TwinKey key) {
        this.folder = folder;
        this.key = key;
    }

    /// Makes the files say what `snapshot` says. Answers the manifest.
    String write(Snapshot snapshot, Instant at) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var path : snapshot.paths()) {
            files.put(
                    file(path, snapshot.contentType(path).orElse("")),
                    snapshot.bytes(path).orElseThrow());
        }
        var json = JsonNodeFactory.instance.objectNode().put("writtenAt", at.toString());
        var entries = json.putArray("files");
        for (var one : files.entrySet()) {
            var hash = sha256(one.getValue());
            if (!hash.equals(written.get(one.getKey())) || !Files.exists(folder.resolve(one.getKey()))) {
                put(one.getKey(), one.getValue());
                written.put(one.getKey(), hash);
            }
            entries.addObject()
                    .put("file", one.getKey())
                    .put("bytes", one.getValue().length)
                    .put("sha256", hash);
        }
        removeAllBut(files.keySet());
        var manifest = text(json.toString());
        put(KEY, key.pem().getBytes(StandardCharsets.US_ASCII));
        put(MANIFEST, manifest);
        put(SIGNATURE, Base64.getEncoder().encode(key.sign(manifest)));
        return new String(manifest, StandardCharsets.UTF_8);
    }

    /// Whether the files are what `manifest` names, by what stands on the disk.
    boolean holds(String manifest) throws IOException {
        if (!Files.readString(folder.resolve(MANIFEST)).equals(manifest)) {
            return false;
        }
        var signature = Base64.getDecoder().decode(Files.readAllBytes(folder.resolve(SIGNATURE)));
        return key.signed(manifest.getBytes(StandardCharsets.UTF_8), signature);
    }

    /// `/history` is read at `history/index.html`, as every server of files does it.
    static String file(String path, String contentType) {
        var bare = path.substring(1);
        if (!contentType.startsWith("text/html")) {
            return bare;
        }
        return bare.isEmpty() || bare.endsWith("/") ? bare + "index.html" : bare + "/index.html";
    }

    private void removeAllBut(Set<String> files) throws IOException {
        for (var old : Set.copyOf(written.keySet())) {
            if (!files.contains(old)) {
                Files.deleteIfExists(folder.resolve(old));
                written.remove(old);
            }
        }
    }

    private void put(String name, byte[] content) throws IOException {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IOException(name + " leads out of the twin's folder");
        }
        Files.createDirectories(file.getParent());
        var beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] text(String json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JSON.readTree(json))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON could not be written", impossible);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256, this one does not", impossible);
        }
    }
}
