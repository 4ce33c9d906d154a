package dev.tocsin.statuspage.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything the page can answer, by path. It never changes; a newer page is a newer snapshot.
public final class Snapshot {
    private final Map<String, Representation> documents;
    private final Map<Language, List<Object>> shared;
    private final Map<Language, Map<Fault, Representation>> faults;
    private final Representation lostJson;

    /// @param shared what the documents of a language were all made of
    Snapshot(
            Map<String, Representation> documents,
            Map<Language, List<Object>> shared,
            Map<Language, Map<Fault, Representation>> faults,
            Representation lostJson) {
        this.documents = Map.copyOf(documents);
        this.shared = Map.copyOf(shared);
        this.faults = faults.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
        this.lostJson = lostJson;
    }

    @Nullable
    Representation at(String path) {
        return documents.get(path);
    }

    @Nullable
    List<Object> shared(Language language) {
        return shared.get(language);
    }

    /// What a reader gets who asks for a page that does not exist.
    Representation lost(String path) {
        return path.startsWith("/api/") ? lostJson : fault(languageOf(path), Fault.LOST);
    }

    Representation fault(Language language, Fault fault) {
        return Objects.requireNonNull(
                Objects.requireNonNull(faults.get(language), language.tag()).get(fault), fault.name());
    }

    Representation lostPage() {
        return fault(Language.ALL.getFirst(), Fault.LOST);
    }

    Representation lostJson() {
        return lostJson;
    }

    /// The language of the pages below `path`.
    static Language languageOf(String path) {
        return Language.ALL.stream()
                .filter(language -> !language.root().isEmpty())
                .filter(language -> path.equals(language.root()) || path.startsWith(language.root() + "/"))
                .findFirst()
                .orElse(Language.ALL.getFirst());
    }

    /// Every path that is answered.
    public Set<String> paths() {
        return documents.keySet();
    }

    /// The bytes of a document as they are, uncompressed; empty where there is none.
    public Optional<byte[]> bytes(String path) {
        return Optional.ofNullable(at(path)).map(Representation::identityBytes);
    }

    /// The Content-Type of a document; empty where there is none.
    public Optional<String> contentType(String path) {
        return Optional.ofNullable(at(path)).map(Representation::contentType);
    }

    /// Whether no reader would notice the difference.
    boolean sameAs(Snapshot other) {
        return documents.keySet().equals(other.documents.keySet())
                && documents.entrySet().stream()
                        .allMatch(document -> Optional.ofNullable(other.at(document.getKey()))
                                .filter(document.getValue()::sameAs)
                                .isPresent())
                && lostPage().sameAs(other.lostPage())
                && lostJson.sameAs(other.lostJson);
    }
}
