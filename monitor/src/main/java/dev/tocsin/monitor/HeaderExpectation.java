package dev.tocsin.monitor;

import java.util.List;
import java.util.regex.Pattern;

/// What the header `name` of an answer must be like: each pattern is found in one of its values at least. Without
/// patterns the header must not be there at all.
public record HeaderExpectation(String name, List<Pattern> patterns) {

    /// Whether the header must not be there.
    public boolean absent() {
        return patterns.isEmpty();
    }
}
