package dev.tocsin.statuspage.twin;

import dev.tocsin.statuspage.twin.Manifest.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the twin: what the page shows, and beside it the pages of what is old. Each is written beside its place
/// and moved there at once. The manifest of the old ones, which is long and seldom changes, is a file of the manifest
/// of all others; that comes after them, its signature after it, and what is gone is removed last. What neither names
/// is no part of the twin.
///
/// A process that was killed leaves files that no manifest names. They are known by their names: of an old page that is
/// none any more nothing stays, and of other people's files nothing is touched.
final class TwinFolder {
    static final String MANIFEST = "manifest.json";
    static final String ARCHIVE = "archive.json";
    static final String SIGNATURE = "manifest.json.sig";
    static final String KEY = "manifest.pub";
    private static final String BESIDE = ".new";
    private static final int DEEPEST = 4;

    /// The pages of things that were published once.
    private static final Pattern LASTING = Pattern.compile("(?:[a-z]{2}/)?"
            + "(?:(?:incidents|maintenance|components)/[a-z0-9]{12}/index\\.html"
            + "|maintenance/[a-z0-9]{12}\\.ics"
            + "|history/[0-9]{4}-[0-9]{2}/index\\.html)");

    private final Path folder;
    private final TwinKey key;
    private final Map<String, Entry> present = new TreeMap<>();
    private final Map<String, Entry> old = new TreeMap<>();

    /// What the disk holds by what this process did there.
    private final Map<String, Entry> known = new HashMap<>();

    /// Stands there and is named by no manifest.
    private final Set<String> strays = new HashSet<>();

    /// To be removed as soon as the manifest no longer names it.
    private final Set<String> doomed = new HashSet<>();

    /// The manifest of the old ones, as long as it is right.
    private @Nullable Entry archive;

    private boolean sealed;

    /// Reads what another process left there.
    TwinFolder(Path folder, TwinKey key) throws IOException {
        this.folder = folder;
        this.key = key;
        if (!Files.isDirectory(folder)) {
            return;
        }
        readManifests();
        try (var found = Files.find(folder, DEEPEST, (_, attributes) -> attributes.isRegularFile())) {
            for (var file :
                    found.map(path -> folder.relativize(path).toString()).toList()) {
                if (file.endsWith(BESIDE) && LASTING.matcher(bare(file)).matches()) {
                    Files.delete(folder.resolve(file));
                } else if (LASTING.matcher(file).matches() && !present.containsKey(file) && !old.containsKey(file)) {
                    strays.add(file);
                }
            }
        }
    }

    /// Makes the files of the page be these. The page of a thing that the page no longer shows stands until
    /// [#keepOld] says that it is none.
    void show(Map<String, byte[]> files) throws IOException {
        sealed = false;
        for (var file : files.entrySet()) {
            present.put(file.getKey(), write(file.getKey(), file.getValue()));
            if (old.remove(file.getKey()) != null) {
                archive = null;
            }
        }
        for (var left : new TreeMap<>(present).entrySet()) {
            if (!files.containsKey(left.getKey())) {
                present.remove(left.getKey());
                leave(left.getKey(), left.getValue());
            }
        }
    }

    private void leave(String file, Entry entry) {
        if (LASTING.matcher(file).matches()) {
            old.put(file, entry);
            archive = null;
        } else {
            doomed.add(file);
        }
    }

    /// Adds an old page, or gives it other words. What the page itself shows is not touched.
    void putOld(String file, byte[] content) throws IOException {
        if (!present.containsKey(file)) {
            var entry = write(file, content);
            if (!entry.equals(old.put(file, entry))) {
                archive = null;
                sealed = false;
            }
        }
    }

    /// Takes back every old page that is not among `files`.
    void keepOld(Set<String> files) {
        var gone = new HashSet<>(old.keySet());
        gone.addAll(strays);
        gone.removeAll(files);
        dropOld(gone);
    }

    /// Takes back some old pages.
    void dropOld(Set<String> files) {
        for (var file : files) {
            if (old.remove(file) != null) {
                archive = null;
                sealed = false;
            }
            if (strays.remove(file)) {
                sealed = false;
            }
            if (!present.containsKey(file)) {
                doomed.add(file);
            }
        }
    }

    boolean hasOld(String file) {
        return old.containsKey(file);
    }

    /// False when something stands there, or is to go, that [#seal] has not seen.
    boolean isSealed() {
        return sealed;
    }

    /// Names and signs what stands there now, and then removes what is gone. Answers the manifest.
    String seal(Instant at) throws IOException {
        var named = archive;
        if (named == null) {
            named = write(ARCHIVE, Manifest.of(old, Optional.empty()));
            archive = named;
        }
        var files = new TreeMap<>(present);
        files.put(ARCHIVE, named);
        var manifest = Manifest.of(files, Optional.of(at.toString()));
        put(KEY, key.pem().getBytes(StandardCharsets.US_ASCII));
        put(MANIFEST, manifest);
        put(SIGNATURE, Base64.getEncoder().encode(key.sign(manifest)));
        for (var file : Set.copyOf(doomed)) {
            remove(file);
            doomed.remove(file);
        }
        sealed = true;
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
    static String file(String path, boolean page) {
        var bare = path.substring(1);
        if (!page) {
            return bare;
        }
        return bare.isEmpty() || bare.endsWith("/") ? bare + "index.html" : bare + "/index.html";
    }

    /// What we signed is what we wrote; anything else is read as if nothing stood there.
    private void readManifests() throws IOException {
        try {
            var manifest = Files.readAllBytes(folder.resolve(MANIFEST));
            var signature = Base64.getDecoder().decode(Files.readAllBytes(folder.resolve(SIGNATURE)));
            if (!key.signed(manifest, signature)) {
                return;
            }
            present.putAll(Manifest.read(manifest));
            var named = present.remove(ARCHIVE);
            var olds = Files.readAllBytes(folder.resolve(ARCHIVE));
            if (Entry.of(olds).equals(named)) {
                old.putAll(Manifest.read(olds));
                archive = named;
            }
        } catch (NoSuchFileException | IllegalArgumentException _) {
            // The first time, or killed between the manifest and its signature.
        }
    }

    private Entry write(String name, byte[] content) throws IOException {
        var entry = Entry.of(content);
        var file = folder.resolve(name);
        if (!(entry.equals(known.get(name)) && Files.exists(file)) && !stands(file, content)) {
            put(name, content);
        }
        known.put(name, entry);
        strays.remove(name);
        doomed.remove(name);
        return entry;
    }

    private static boolean stands(Path file, byte[] content) throws IOException {
        try {
            return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private void put(String name, byte[] content) throws IOException {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IOException(name + " leads out of the twin's folder");
        }
        Files.createDirectories(file.getParent());
        var beside = file.resolveSibling(file.getFileName() + BESIDE);
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// With its folder, where nothing else is in it.
    private void remove(String name) throws IOException {
        var file = folder.resolve(name).normalize();
        known.remove(name);
        strays.remove(name);
        if (!file.startsWith(folder.normalize()) || !Files.deleteIfExists(file)) {
            return;
        }
        if (name.endsWith("/index.html")) {
            try {
                Files.delete(file.getParent());
            } catch (DirectoryNotEmptyException _) {
                // Somebody else's files are in it, or other files of ours.
            }
        }
    }

    private static String bare(String beside) {
        return beside.substring(0, beside.length() - BESIDE.length());
    }
}
