package dev.tocsin.statuspage.web;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// The documents of a snapshot as they are made one by one. What says the same as before is kept as it was, which
/// spares the writing and the compression. Several threads may make documents at the same time.
final class Composition {
    private final Optional<Snapshot> before;
    private final Map<String, Representation> byPath = new ConcurrentHashMap<>();
    private final Map<Language, List<Object>> shared = new ConcurrentHashMap<>();
    private final Map<Language, Map<Fault, Representation>> faults = new ConcurrentHashMap<>();
    private volatile @Nullable Representation lostJson;

    Composition(Optional<Snapshot> before) {
        this.before = before;
    }

    void put(String path, String document, String contentType, HttpFields headers) {
        put(path, document.getBytes(StandardCharsets.UTF_8), contentType, headers);
    }

    void put(String path, byte[] document, String contentType, HttpFields headers) {
        byPath.put(path, Representation.of(document, contentType, headers, at(path)));
    }

    /// A document that is written when somebody asks for it. It follows from `facts` alone.
    void putLater(String path, Object facts, Supplier<String> document, String contentType, HttpFields headers) {
        byPath.put(
                path,
                Representation.later(
                        facts, () -> document.get().getBytes(StandardCharsets.UTF_8), contentType, headers, at(path)));
    }

    /// Writes it at once.
    void write(String path) {
        var _ = Objects.requireNonNull(byPath.get(path), path).encoded(Coding.IDENTITY);
    }

    /// What many documents are made of among other things: the one from before where it is the same, so that it is
    /// compared once and not with every document.
    List<Object> shared(Language language, List<Object> facts) {
        var same = before.map(snapshot -> snapshot.shared(language))
                .filter(facts::equals)
                .orElse(facts);
        shared.put(language, same);
        return same;
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
        return new Snapshot(byPath, shared, faults, Objects.requireNonNull(lostJson));
    }

    private @Nullable Representation at(String path) {
        return before.map(snapshot -> snapshot.at(path)).orElse(null);
    }
}
