package dev.tocsin.statuspage.web;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The Mustache templates and the style sheet beside this package, compiled and read once. `{{…}}` escapes for
/// HTML and XML alike.
final class Templates {
    private static final String FOLDER = "dev/tocsin/statuspage/web/";

    private final DefaultMustacheFactory factory = new DefaultMustacheFactory(FOLDER);
    private final Map<String, Mustache> compiled = new ConcurrentHashMap<>();

    /// The document that the template `name` makes of `view`, with the texts of `language` under `t`.
    String fill(String name, Language language, Object view) {
        var writer = new StringWriter(32_768);
        compiled.computeIfAbsent(name, factory::compile).execute(writer, new Object[] {Map.of("t", language.t()), view
        });
        return writer.toString();
    }

    /// The style sheet as it stands in every page: one string, so that its hash can stand in a header.
    static String style() {
        return text("page.css");
    }

    /// The script that tells readers that what they read is old; pages work without it.
    static String script() {
        return text("page.js");
    }

    private static String text(String file) {
        var path = "/" + FOLDER + file;
        try (var stream = Templates.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is missing from the jar, build it anew");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
