package dev.tocsin.config;

import dev.tocsin.config.Value.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads a YAML text as values. Only nodes are composed, never objects, so no tag can make a class load.
final class Yaml {

    private Yaml() {}

    /// The one mapping of `text`. A syntax fault, or a second document, is noted; what then stands is empty.
    static Keys one(String file, String text, Reading reading, Interpolation interpolation) {
        var documents = documents(file, text, reading);
        if (documents.size() > 1) {
            reading.note(
                    Place.of(file, documents.get(1).getStartMark()),
                    "a second document begins here, after ---",
                    "keep one, or move it to a file of its own and include: that");
        }
        return new Composition(file, reading, interpolation)
                .outermost(documents.stream().findFirst());
    }

    /// The mappings of all documents of `text`.
    static List<Keys> all(String file, String text, Reading reading, Interpolation interpolation) {
        return documents(file, text, reading).stream()
                .map(document -> new Composition(file, reading, interpolation).outermost(Optional.of(document)))
                .toList();
    }

    private static List<Node> documents(String file, String text, Reading reading) {
        var options = options();
        var stream = new StreamReader(text);
        var composer = new Composer(new ParserImpl(stream, options), new Resolver(), options);
        var documents = new ArrayList<Node>();
        try {
            while (composer.checkNode()) {
                documents.add(composer.getNode());
            }
            return documents;
        } catch (MarkedYAMLException e) {
            var fault = SyntaxFault.of(e);
            fault.note(reading, file, fault.mark(e));
        } catch (RuntimeException e) {
            // The text may come from anyone, so whatever the parser throws is a fault of the text.
            SyntaxFault.of(e).note(reading, file, stream.getMark());
        }
        return List.of();
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(Composition.DEEPEST);
        // Aliases are counted by what they stand for, in Composition: fifty monitors may well share one mapping.
        options.setMaxAliasesForCollections(Composition.MOST_VALUES);
        options.setCodePointLimit(SourceFile.LARGEST);
        options.setMergeOnCompose(false);
        return options;
    }
}
