package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Everything that readers can get of a board, as texts: what must not be known stands in none of them.
public final class Surfaces {
    private Surfaces() {}

    public static List<String> of(Board board) {
        var snapshot = new Rendering().render(board);
        return snapshot.paths().stream()
                .map(path -> new String(snapshot.bytes(path).orElseThrow(), StandardCharsets.UTF_8))
                .toList();
    }

    public static String text(Board board, String path) {
        return Documents.text(
                Objects.requireNonNull(new Rendering().render(board).at(path), path));
    }
}
