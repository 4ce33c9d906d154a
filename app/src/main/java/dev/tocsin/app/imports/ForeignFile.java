package dev.tocsin.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// Another system's file, YAML or JSON, as it stands: values are texts, and only their reader knows what they must be.
final class ForeignFile {
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Path file;
    private final @Nullable Object content;

    private ForeignFile(Path file, @Nullable Object content) {
        this.file = file;
        this.content = content;
    }

    /// Reads `file`.
    /// @throws ImportFault when that cannot be done
    static ForeignFile read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ImportFault(file + " is longer than 16 MiB, split it");
            }
            return new ForeignFile(file, yaml().load(Files.readString(file)));
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            var place = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
            throw new ImportFault(file + place + ": this is no YAML (" + malformed.getProblem() + "), mend it");
        } catch (YAMLException malformed) {
            throw new ImportFault(file + ": this is no YAML (" + malformed.getMessage() + "), mend it");
        } catch (IOException unreadable) {
            throw new ImportFault(file + " cannot be read, name a file of UTF-8 text");
        }
    }

    private static Yaml yaml() {
        var loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        var dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new TextsOnly());
    }

    /// No numbers, dates or booleans: `0123`, `no` and `10:30` stay as they were written.
    private static final class TextsOnly extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    /// The outermost mapping. `notation` writes each text as our settings would.
    Optional<ForeignMapping> mapping(UnaryOperator<String> notation) {
        return content instanceof Map<?, ?> map ? Optional.of(new ForeignMapping("", map, notation)) : Optional.empty();
    }

    /// The mappings of an outermost list.
    List<ForeignMapping> mappings(UnaryOperator<String> notation) {
        return content instanceof List<?> list ? ForeignMapping.all("", list, notation) : List.of();
    }

    String name() {
        return file.getFileName().toString();
    }

    /// Another file that this one names.
    Path beside(String path) {
        return file.resolveSibling(path);
    }
}
