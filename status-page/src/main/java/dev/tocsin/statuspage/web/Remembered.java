package dev.tocsin.statuspage.web;

import java.util.LinkedHashMap;
import java.util.Optional;

/// The documents that were asked for last, up to so many bytes. Safe for many threads.
final class Remembered {
    private final LinkedHashMap<String, Kept> byPath = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostBytes;
    private long bytes;

    /// `edition` is the number of the page that it was made beside.
    record Kept(Representation document, long edition) {}

    Remembered(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<Kept> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    synchronized void put(String path, Kept kept) {
        forget(path);
        byPath.put(path, kept);
        bytes += kept.document().size();
        var oldest = byPath.entrySet().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().getValue().document().size();
            oldest.remove();
        }
    }

    synchronized void forget(String path) {
        var old = byPath.remove(path);
        if (old != null) {
            bytes -= old.document().size();
        }
    }
}
