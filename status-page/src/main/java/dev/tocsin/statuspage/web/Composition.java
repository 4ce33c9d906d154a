package dev.tocsin.statuspage.web;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// The documents of a snapshot as they are made one by one. What says the same as before is kept as it was, which
/// spares the compression; what is made of the same facts is not even written again.
final class Composition {
    private final Optional<Snapshot> before;
    private final Map<String, Representation> byPath = new HashMap<>();
    private final Map<String, Object> facts = new HashMap<>();
    private final Map<Language, Map<Fault, Representation>> faults = new HashMap<>();
    private @Nullable Representation lostJson;

    Composition(Optional<Snapshot> before) {
        this.before = before;
    }

    void put(String path, String document, String contentType, HttpFields headers) {
        put(path, document.getBytes(StandardCharsets.UTF_8), contentType, headers);
    }

    void put(String path, byte[] document, String contentType, HttpFields headers) {
        byPath.put(path, Representation.of(document, contentType, headers, at(path)));
    }

    /// The same, where `document` follows from `made` alone.
    void putOnce(String path, Object made, Supplier<String> document, String contentType, HttpFields headers) {
        facts.put(path, made);
        var old = at(path);
        if (old != null
                && old.isDressedIn(headers)
                && before.filter(snapshot -> made.equals(snapshot.factsOf(path)))
                        .isPresent()) {
            byPath.put(path, old);
        } else {
            put(path, document.get(), contentType, headers);
        }
    }

    /// `path` answers what `other` does.
    void alias(String path, String other) {
        byPath.put(path, Objects.requireNonNull(byPath.get(other), other));
    }

    void fault(Language language, Fault fault, String document, HttpFields headers) {
        faults.computeIfAbsent(language, _ -> new EnumMap<>(Fault.class))
                .put(
                        fault,
                        Representation.of(
                                document.getBytes(StandardCharsets.UTF_8),
                                Rendering.HTML,
                                headers,
                                before.map(snapshot -> snapshot.fault(language, fault))
                                        .orElse(null)));
    }

    void lostJson(String document, String contentType, HttpFields headers) {
        lostJson = Representation.of(
                document.getBytes(StandardCharsets.UTF_8),
                contentType,
                headers,
                before.map(Snapshot::lostJson).orElse(null));
    }

    Snapshot snapshot() {
        return new Snapshot(byPath, facts, faults, Objects.requireNonNull(lostJson));
    }

    private @Nullable Representation at(String path) {
        return before.map(snapshot -> snapshot.at(path)).orElse(null);
    }
}
