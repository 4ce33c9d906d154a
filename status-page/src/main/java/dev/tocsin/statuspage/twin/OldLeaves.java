package dev.tocsin.statuspage.twin;

import dev.tocsin.db.Database;
import dev.tocsin.statuspage.web.Catalogue;
import dev.tocsin.statuspage.web.Catalogue.Leaf;
import dev.tocsin.statuspage.web.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the old pages of a twin right, a few in each step: however many there are, what is new does not wait for them.
/// While the database is away they stay as they are.
final class OldLeaves {
    private static final Logger log = LoggerFactory.getLogger(OldLeaves.class);

    /// Who edits an old page waits for this long at most until it is noticed.
    private static final Duration LOOKING = Duration.ofSeconds(10);

    private static final int AT_ONCE = 10;

    /// How long a step works, but for the leaves that it is at then.
    private static final Duration WORKING = Duration.ofMillis(250);

    private final Catalogue catalogue;
    private final TwinFolder folder;
    private final Map<String, Leaf> made = new HashMap<>();
    private List<Leaf> waiting = List.of();
    private @Nullable Instant looked;
    private @Nullable Snapshot beside;
    private Optional<String> failing = Optional.empty();
    private Optional<String> failed = Optional.empty();

    OldLeaves(Catalogue catalogue, TwinFolder folder) {
        this.catalogue = catalogue;
        this.folder = folder;
    }

    /// Takes back what is no longer published, then makes some of what is missing or says something else. Throws what
    /// the disk throws, and goes on from there the next time.
    void step(Snapshot snapshot, Instant now) throws IOException {
        try {
            if (isTime(snapshot, now)) {
                look(snapshot, now);
            }
            var began = System.nanoTime();
            while (!waiting.isEmpty() && System.nanoTime() - began < WORKING.toNanos()) {
                var some = waiting.subList(0, Math.min(AT_ONCE, waiting.size()));
                make(some);
                waiting = waiting.subList(some.size(), waiting.size());
            }
            if (waiting.isEmpty()) {
                failed = failing;
            }
        } catch (RuntimeException fault) {
            if (!Database.isUnavailable(fault)) {
                throw fault;
            }
        }
    }

    /// Why some pages could not be made the last time.
    Optional<String> failed() {
        return failed;
    }

    boolean areAllMade() {
        return waiting.isEmpty();
    }

    private boolean isTime(Snapshot snapshot, Instant now) {
        var last = looked;
        return snapshot != beside || last == null || !now.isBefore(last.plus(LOOKING));
    }

    private void look(Snapshot snapshot, Instant now) {
        var leaves = catalogue.leaves(snapshot);
        looked = now;
        beside = snapshot;
        failing = Optional.empty();
        made.keySet().retainAll(leaves.stream().map(Leaf::path).collect(Collectors.toSet()));
        waiting = leaves.stream()
                .filter(leaf -> !leaf.equals(made.get(leaf.path())))
                .sorted(Comparator.comparingInt(this::turn))
                .toList();
        folder.keepOld(leaves.stream()
                .flatMap(leaf -> leaf.paths().stream())
                .map(OldLeaves::file)
                .collect(Collectors.toSet()));
    }

    /// What says something wrong comes before what is missing, and that before what nobody has looked at since the
    /// start.
    private int turn(Leaf leaf) {
        if (made.containsKey(leaf.path())) {
            return 0;
        }
        return folder.hasOld(file(leaf.path())) ? 2 : 1;
    }

    private void make(Collection<Leaf> some) throws IOException {
        Map<String, String> documents;
        try {
            documents = catalogue.documents(some);
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                throw fault;
            }
            makeOneByOne(some, fault);
            return;
        }
        for (var document : documents.entrySet()) {
            folder.putOld(file(document.getKey()), document.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (var leaf : some) {
            made.put(leaf.path(), leaf);
            // What was taken back between the look and the making.
            folder.dropOld(leaf.paths().stream()
                    .filter(path -> !documents.containsKey(path))
                    .map(OldLeaves::file)
                    .collect(Collectors.toSet()));
        }
    }

    /// So that one that cannot be made keeps none of the others back.
    private void makeOneByOne(Collection<Leaf> some, RuntimeException fault) throws IOException {
        if (some.size() > 1) {
            for (var leaf : some) {
                make(List.of(leaf));
            }
            return;
        }
        var path = some.iterator().next().path();
        if (failed.isEmpty()) {
            log.error("{} could not be made for the twin", path, fault);
        }
        failing = Optional.of("%s could not be made: %s".formatted(path, fault.getMessage()));
    }

    private static String file(String path) {
        return TwinFolder.file(path, !path.endsWith(".ics"));
    }
}
