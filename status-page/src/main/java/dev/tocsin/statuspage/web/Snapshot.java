package dev.tocsin.statuspage.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything the page can answer, by path, as bytes. It never changes; a newer page is a newer snapshot.
public final class Snapshot {
    private final Map<String, Representation> documents;
    private final Representation lostPage;
    private final Representation lostJson;

    Snapshot(Map<String, Representation> documents, Representation lostPage, Representation lostJson) {
        this.documents = Map.copyOf(documents);
        this.lostPage = lostPage;
        this.lostJson = lostJson;
    }

    @Nullable
    Representation at(String path) {
        return documents.get(path);
    }

    /// What a reader gets who asks for a page that does not exist.
    Representation lost(String path) {
        return path.startsWith("/api/") ? lostJson : lostPage;
    }

    Representation lostPage() {
        return lostPage;
    }

    Representation lostJson() {
        return lostJson;
    }

    /// Every path that is answered.
    public Set<String> paths() {
        return documents.keySet();
    }

    /// Whether no reader would notice the difference.
    boolean sameAs(Snapshot other) {
        return documents.keySet().equals(other.documents.keySet())
                && documents.entrySet().stream()
                        .allMatch(document -> Optional.ofNullable(other.at(document.getKey()))
                                .filter(document.getValue()::sameAs)
                                .isPresent())
                && lostPage.sameAs(other.lostPage)
                && lostJson.sameAs(other.lostJson);
    }
}
