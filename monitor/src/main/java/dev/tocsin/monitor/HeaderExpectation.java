package dev.tocsin.monitor;

import java.util.List;

/// What the header `name` of an answer must be like: each pattern is found in one of its values at least. Without
/// patterns the header must not be there at all.
public record HeaderExpectation(String name, List<Regex> patterns) {

    /// Whether the header must not be there.
    public boolean absent() {
        return patterns.isEmpty();
    }
}
