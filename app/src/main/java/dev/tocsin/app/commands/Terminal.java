package dev.tocsin.app.commands;

import java.nio.charset.Charset;
import java.util.Map;

/// What the other side of stdout can show.
public record Terminal(boolean colour, boolean blocks) {

    /// Colour on a terminal alone, and not where `NO_COLOR` (https://no-color.org) is set.
    public static Terminal of(Map<String, String> environment, boolean interactive, Charset charset) {
        var colour = interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Terminal(colour, charset.newEncoder().canEncode('█'));
    }

    String green(String text) {
        return painted("32", text);
    }

    String red(String text) {
        return painted("31", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    String bold(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
