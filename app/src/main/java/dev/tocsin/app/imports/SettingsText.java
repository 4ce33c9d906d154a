package dev.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes monitors as a settings file, with a comment for whatever was not taken over.
final class SettingsText {
    private static final String LOST = "not taken over: ";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    /// As long as a monitor's name may be, in signs.
    private static final int LONGEST_NAME = 100;

    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    SettingsText(List<String> sources, List<Draft> drafts, List<String> remarks) {
        comment("", "Made by tocsin import from " + String.join(", ", sources) + ".");
        comment("", "What has no counterpart here stands in comments that begin with \"" + LOST.strip() + "\".");
        remarks.forEach(remark -> comment("", LOST + remark));
        text.append(drafts.isEmpty() ? "monitors: []\n" : "monitors:\n");
        drafts.forEach(this::draft);
    }

    private void draft(Draft draft) {
        draft.remarks().forEach(remark -> comment("  ", LOST + remark));
        text.append("  - name: ").append(scalar(free(draft.name()))).append('\n');
        keys("    ", draft.settings());
    }

    /// A name that a monitor of ours may have, and that no other one has: in one line, and not too long.
    private String free(String name) {
        var line = name.codePoints()
                .map(sign -> Character.isISOControl(sign) ? ' ' : sign)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        var plain = line.isEmpty() ? "monitor" : line;
        var free = cut(plain, LONGEST_NAME);
        for (var number = 2; !names.add(free); number++) {
            var ending = " " + number;
            free = cut(plain, LONGEST_NAME - ending.length()) + ending;
        }
        return free;
    }

    private static String cut(String name, int signs) {
        return name.codePointCount(0, name.length()) <= signs
                ? name
                : name.substring(0, name.offsetByCodePoints(0, signs));
    }

    private void keys(String indent, ObjectNode keys) {
        for (var entry : keys.properties()) {
            var key = indent + scalar(entry.getKey()) + ":";
            switch (entry.getValue()) {
                case ObjectNode below -> {
                    text.append(key).append('\n');
                    keys(indent + "  ", below);
                }
                case ArrayNode list -> {
                    text.append(key).append('\n');
                    list.forEach(item -> item(indent + "  ", item));
                }
                case JsonNode value ->
                    text.append(key).append(' ').append(scalar(value.asText())).append('\n');
            }
        }
    }

    private void item(String indent, JsonNode item) {
        if (!(item instanceof ObjectNode mapping)) {
            text.append(indent).append("- ").append(scalar(item.asText())).append('\n');
            return;
        }
        var start = text.length();
        keys(indent + "  ", mapping);
        text.replace(start + indent.length(), start + indent.length() + 2, "- ");
    }

    /// A text in double quotes, unless it can be nothing else.
    private static String scalar(String value) {
        if (PLAIN.matcher(value).matches() && !value.toLowerCase(Locale.ROOT).equals("null")) {
            return value;
        }
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(sign -> {
            switch (sign) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(sign);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (UNREADABLE.matcher(Character.toString(sign)).matches()) {
                        quoted.append(String.format(Locale.ROOT, "\\U%08x", sign));
                    } else {
                        quoted.appendCodePoint(sign);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /// A comment is one line, whatever a file holds.
    private void comment(String indent, String line) {
        text.append(indent)
                .append("# ")
                .append(UNREADABLE.matcher(line).replaceAll(" "))
                .append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
