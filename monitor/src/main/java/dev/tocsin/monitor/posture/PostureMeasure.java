package dev.tocsin.monitor.posture;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// What the owner of a target declared of it, and what it is held against.
///
/// @param pins keys of which one must be served, as RFC 7469 writes them; empty where none are pinned
/// @param trust a PEM file with the only anchors to be trusted
public record PostureMeasure(PosturePolicy policy, Set<String> pins, Optional<Path> trust, PostureSources sources) {

    public PostureMeasure {
        pins = Set.copyOf(pins);
    }

    public static PostureMeasure of(Profile profile) {
        return new PostureMeasure(PosturePolicy.of(profile), Set.of(), Optional.empty(), PostureSources.NONE);
    }
}
