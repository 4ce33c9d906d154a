package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.probe.Wording;
import java.util.ArrayList;
import java.util.List;

/// A dialogue as a person reads it, ours behind `> `, theirs behind `< `: its first hundred lines, fit to be shown.
final class Transcript {

    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 200;

    private final List<String> lines = new ArrayList<>();

    void said(String line) {
        note("> " + line);
    }

    void heard(String line) {
        note("< " + line);
    }

    private synchronized void note(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(Wording.printable(line.replace('\r', ' '), LONGEST_LINE));
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
