package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import java.util.Comparator;
import java.util.Locale;

/// How bad a check is: by how much it matters, and of two that matter alike a failure is worse than a warning.
record Level(Severity severity, PostureVerdict verdict) implements Comparable<Level> {

    /// Nothing is wrong.
    static final Level CLEAN = new Level(Severity.INFO, PostureVerdict.PASS);

    static Level of(PostureVerdict verdict, Severity severity) {
        return verdict.compareTo(PostureVerdict.WARN) < 0 ? CLEAN : new Level(severity, verdict);
    }

    /// As [#toString] writes it.
    static Level parse(String text) {
        var colon = text.indexOf(':');
        return new Level(
                Severity.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
                PostureVerdict.valueOf(text.substring(colon + 1).toUpperCase(Locale.ROOT)));
    }

    @Override
    public int compareTo(Level other) {
        return Comparator.comparing(Level::severity)
                .thenComparing(Level::verdict)
                .compare(this, other);
    }

    boolean worseThan(Level other) {
        return compareTo(other) > 0;
    }

    @Override
    public String toString() {
        return severity.word() + ":" + verdict.word();
    }
}
