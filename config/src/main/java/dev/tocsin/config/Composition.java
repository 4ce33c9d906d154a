package dev.tocsin.config;

import dev.tocsin.config.Value.Entry;
import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Turns the parser's nodes of one document into [Value]s. An alias becomes a copy of what it names, so the number of
/// values and the depth are bounded here: a small text can name very much.
final class Composition {

    static final int DEEPEST = 50;
    static final int MOST_VALUES = 250_000;

    /// The tags that YAML gives by itself, or that only repeat what is plain to see.
    private static final Set<Tag> PLAIN_TAGS = Set.of(
            Tag.STR,
            Tag.INT,
            Tag.FLOAT,
            Tag.BOOL,
            Tag.NULL,
            Tag.TIMESTAMP,
            Tag.SEQ,
            Tag.MAP,
            Tag.MERGE,
            new Tag(Tag.PREFIX + "value"));

    private final String file;
    private final Reading reading;
    private final Interpolation interpolation;
    private int values;
    private boolean tooDeep;

    Composition(String file, Reading reading, Interpolation interpolation) {
        this.file = file;
        this.reading = reading;
        this.interpolation = interpolation;
    }

    /// The outermost mapping of `document`; empty when nothing but comments stands in it.
    Keys outermost(Optional<Node> document) {
        var nothing = Keys.none(Place.startOf(file));
        return document.map(node -> switch (value(node, 0)) {
                    case Keys keys -> keys;
                    case Nothing _ -> nothing;
                    case Value other -> {
                        reading.note(
                                other.at(),
                                other.kind() + " stands where the settings should be",
                                "write one KEY: VALUE a line");
                        yield nothing;
                    }
                })
                .orElse(nothing);
    }

    private Value value(Node node, int depth) {
        var at = Place.of(file, node.getStartMark());
        return bounded(at, depth) && plain(at, node) ? read(at, node, depth) : new Nothing(at);
    }

    private Value read(Place at, Node node, int depth) {
        return switch (node) {
            case ScalarNode scalar -> text(at, scalar);
            case SequenceNode sequence -> new Items(at, items(sequence, depth));
            case MappingNode mapping -> new Keys(at, entries(mapping, depth));
            case AnchorNode anchor -> value(anchor.getRealNode(), depth);
            case Node _ -> new Nothing(at);
        };
    }

    /// Each bound is reported once, where it was first crossed.
    private boolean bounded(Place at, int depth) {
        values++;
        if (values == MOST_VALUES) {
            reading.note(
                    at, "there are more than " + MOST_VALUES + " values here", "use fewer aliases, or split the file");
        }
        if (depth == DEEPEST && !tooDeep) {
            tooDeep = true;
            reading.note(at, "this stands more than " + DEEPEST + " levels deep", "take some levels out");
        }
        return values < MOST_VALUES && depth < DEEPEST;
    }

    private boolean plain(Place at, Node node) {
        // The composer's word for a node that an alias inside it names.
        if (node.isTwoStepsConstruction()) {
            reading.note(at, "an alias (*) stands inside what it names", "write out what is meant");
            return false;
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            // The tag is not shown: it may be a password that begins with an exclamation mark.
            reading.note(at, "a YAML tag (!) stands here", "put a value that begins with ! in quotes");
            return false;
        }
        return true;
    }

    private Value text(Place at, ScalarNode scalar) {
        return scalar.isPlain() && scalar.getTag().equals(Tag.NULL)
                ? new Nothing(at)
                : interpolation.fillIn(at, scalar.getValue());
    }

    private List<Value> items(SequenceNode sequence, int depth) {
        return sequence.getValue().stream().map(item -> value(item, depth + 1)).toList();
    }

    private Map<String, Entry> entries(MappingNode mapping, int depth) {
        var entries = new LinkedHashMap<String, Entry>();
        var merged = new LinkedHashMap<String, Entry>();
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple, depth, merged);
            } else {
                add(tuple, depth, entries);
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private void add(NodeTuple tuple, int depth, Map<String, Entry> entries) {
        var at = Place.of(file, tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            reading.note(at, "a list or mapping stands where a key should be", "put it in quotes, or write KEY: VALUE");
            return;
        }
        var first = entries.putIfAbsent(key.getValue(), new Entry(at, value(tuple.getValueNode(), depth + 1)));
        if (first != null) {
            reading.note(
                    at,
                    Text.quote(key.getValue()) + " stands here twice, first on line "
                            + first.at().line(),
                    "keep one of the two");
        }
    }

    /// `<<: *other` takes over the keys of another mapping, or of several; the first that has a key gives it.
    private void merge(NodeTuple tuple, int depth, Map<String, Entry> merged) {
        switch (value(tuple.getValueNode(), depth + 1)) {
            case Keys keys -> keys.entries().forEach(merged::putIfAbsent);
            case Items items
            when items.items().stream().allMatch(Keys.class::isInstance) ->
                items.items().forEach(item -> ((Keys) item).entries().forEach(merged::putIfAbsent));
            case Value other ->
                reading.note(other.at(), other.kind() + " cannot be merged in by <<", "name a mapping by its alias");
        }
    }
}
