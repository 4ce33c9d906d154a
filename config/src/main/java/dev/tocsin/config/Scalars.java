package dev.tocsin.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads one written value as what it must be. Each throws `IllegalArgumentException` with a message of the form
/// "what is wrong, how to mend it".
final class Scalars {

    private static final int MOST_PORT = 65_535;

    private Scalars() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the value is empty, write a text");
        }
        return text;
    }

    static int number(String text, int least, int most) {
        var written = text.strip();
        var range = "from " + least + " to " + most;
        if (!written.matches("[+-]?\\d+")) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number, write one " + range);
        }
        // Nineteen digits do not fit, and are out of any range here.
        var number = written.length() > 18 ? Long.MAX_VALUE : Long.parseLong(written);
        if (number < least || number > most) {
            throw new IllegalArgumentException("\"" + text + "\" is out of range, write a number " + range);
        }
        return (int) number;
    }

    static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is neither yes nor no, write true or false");
        };
    }

    static URI url(String text, List<String> schemes) {
        var wanted = "write one such as " + schemes.getFirst() + "://example.com/";
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no URL, " + wanted, e);
        }
        if (url.getScheme() == null || !schemes.contains(url.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" does not begin with " + String.join(" or ", schemes) + ", " + wanted);
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("\"" + text + "\" names no valid host, " + wanted);
        }
        if (url.getPort() == 0 || url.getPort() > MOST_PORT) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has port " + url.getPort() + ", write one from 1 to " + MOST_PORT);
        }
        return url;
    }

    static Path path(Place at, String text) {
        try {
            return at.resolve(text(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no path, name a file or folder", e);
        }
    }

    /// `under_maintenance`, `under-maintenance` and `under maintenance` are one.
    static <E extends Enum<E>> E oneOf(String text, Class<E> type) {
        var constants = List.of(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> plain(constant.name()).equals(plain(text.strip())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not known here, write one of "
                        + constants.stream().map(c -> plain(c.name())).collect(Collectors.joining(", "))));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-");
    }

    /// A URL for a reader to go on with after a fault; nothing ever answers there (RFC 6761).
    static URI standInUrl(String... schemes) {
        return URI.create(Arrays.stream(schemes).findFirst().orElse("https") + "://invalid.invalid/");
    }
}
