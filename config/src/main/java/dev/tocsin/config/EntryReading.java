package dev.tocsin.config;

import dev.tocsin.config.Value.Keys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One reading of one entry: as [SettingsFile], for what came from elsewhere. For one thread.
public final class EntryReading {

    private final Reading reading;
    private final Section root;
    private final Keys entry;
    private final Map<String, ?> content;
    private final Set<String> refused;

    EntryReading(Reading reading, Section root, Keys entry, Map<String, ?> content, Set<String> refused) {
        this.reading = reading;
        this.root = root;
        this.entry = entry;
        this.content = content;
        this.refused = refused;
    }

    /// Settings in which the entry stands alone in its list.
    public Section root() {
        return root;
    }

    /// Everything wrong so far, unknown keys at the end. Call it after all records were read.
    public List<FieldProblem> problems() {
        var told = new HashSet<String>();
        return reading.problems().stream()
                // What stands beside the entry was read, and its problems told, with its own file.
                .filter(problem -> problem.line() == 0)
                .map(problem -> new FieldProblem(problem.file(), problem.text(), problem.cure()))
                // What readers say of a value that was refused before they saw it helps nobody.
                .filter(problem -> !refused.contains(problem.field()) || told.add(problem.field()))
                .toList();
    }

    /// The entry as it came, for people who may not know secrets; see [Section#shown()].
    public Map<String, Object> shown() {
        var shown = new LinkedHashMap<String, Object>();
        reading.shown(entry).forEach((key, value) -> shown.put(key, asItCame(value, content.get(key))));
        return shown;
    }

    /// Numbers and booleans, which are texts to the readers, as such.
    private static Object asItCame(Object shown, @Nullable Object came) {
        if (shown instanceof Map<?, ?> keys && came instanceof Map<?, ?> original) {
            var all = new LinkedHashMap<Object, Object>();
            keys.forEach((key, value) -> all.put(key, asItCame(value, original.get(key))));
            return all;
        }
        if (shown instanceof List<?> items && came instanceof List<?> original) {
            var all = new ArrayList<Object>();
            for (var i = 0; i < items.size(); i++) {
                all.add(asItCame(items.get(i), original.get(i)));
            }
            return all;
        }
        return came != null && shown.equals(came.toString()) ? came : shown;
    }

    /// What came may hold secrets.
    @Override
    public String toString() {
        return "an entry";
    }
}
