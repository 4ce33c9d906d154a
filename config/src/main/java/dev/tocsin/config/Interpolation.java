package dev.tocsin.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in `${NAME}`, `${NAME:-default}` and `${file:PATH}`; `$${` stands for `${` itself. As in a shell, the default
/// is also taken when the variable is set but empty. What is missing becomes a problem and an empty text.
final class Interpolation {

    private static final Pattern OPENING = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);
    private static final String FILE = "file:";
    private static final int LARGEST_SECRET = 64 * 1024;

    private final Map<String, String> environment;
    private final Reading reading;

    Interpolation(Map<String, String> environment, Reading reading) {
        this.environment = environment;
        this.reading = reading;
    }

    /// Blocks on the disk when `written` names a secret file.
    Text fillIn(Place at, String written) {
        var expansions = new ArrayList<Text.Expansion>();
        var text = OPENING.matcher(written).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement("${");
            }
            var value = found.group().endsWith("}") ? valueOf(at, found.group(1)) : malformed(at);
            expansions.add(new Text.Expansion(found.group(), value));
            return Matcher.quoteReplacement(value);
        });
        return new Text(at, written, text, expansions);
    }

    private String valueOf(Place at, String inside) {
        if (inside.startsWith(FILE)) {
            return secretFile(at, inside.substring(FILE.length()).strip());
        }
        var variable = VARIABLE.matcher(inside);
        var nested = inside.contains("${");
        if (nested || !variable.matches()) {
            return malformed(at);
        }
        var name = variable.group(1);
        var value = environment.get(name);
        var fallback = Optional.ofNullable(variable.group(2));
        if (fallback.isPresent() && (value == null || value.isEmpty())) {
            return fallback.get();
        }
        if (value == null) {
            reading.note(
                    at,
                    "the environment has no variable " + name,
                    "set it, or give a default with ${" + name + ":-default}");
            return "";
        }
        return value;
    }

    /// What stands inside is not shown: it may be a piece of a password that holds `${` by chance.
    private String malformed(Place at) {
        reading.note(
                at,
                "a ${ here names no variable",
                "write ${NAME}, ${NAME:-default} or ${file:PATH}; $${ gives the two characters themselves");
        return "";
    }

    private String secretFile(Place at, String path) {
        try (var stream = Files.newInputStream(at.resolve(path))) {
            var bytes = stream.readNBytes(LARGEST_SECRET + 1);
            if (bytes.length > LARGEST_SECRET) {
                return unreadable(at, path, "is larger than 64 KiB", "name a file that holds the secret alone");
            }
            return Decoding.utf8(bytes)
                    .map(Interpolation::withoutTrailingNewline)
                    .orElseGet(() -> unreadable(at, path, "is no UTF-8 text", "name a text file"));
        } catch (NoSuchFileException | InvalidPathException e) {
            return unreadable(at, path, "does not exist", "create it or name another");
        } catch (AccessDeniedException e) {
            return unreadable(at, path, "may not be read", "let the user that runs this process read it");
        } catch (IOException e) {
            return unreadable(at, path, "cannot be read", "name a file that holds the secret alone");
        }
    }

    private String unreadable(Place at, String path, String fault, String cure) {
        reading.note(at, "the secret file " + Text.quote(path) + " " + fault, cure);
        return "";
    }

    private static String withoutTrailingNewline(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }
}
