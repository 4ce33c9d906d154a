package dev.tocsin.monitor.posture.hsts;

import dev.tocsin.monitor.posture.name.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One directive of a Strict-Transport-Security field, between two semicolons (RFC 6797, 6.1).
///
/// @param name as written, empty in an empty directive
/// @param value as written; empty without an equals sign
/// @param spaced whether white space stands beside the equals sign
record Directive(String name, Optional<String> value, boolean spaced) {

    /// Takes `field` apart. A semicolon within quotes separates nothing; a backslash there hides the sign behind
    /// it.
    static List<Directive> split(String field) {
        var directives = new ArrayList<Directive>();
        var from = 0;
        var quoted = false;
        for (var index = 0; index < field.length(); index++) {
            var sign = field.charAt(index);
            if (quoted && sign == '\\') {
                index++;
            } else if (sign == '"') {
                quoted = !quoted;
            } else if (sign == ';' && !quoted) {
                directives.add(of(field.substring(from, index)));
                from = index + 1;
            }
        }
        directives.add(of(field.substring(from)));
        return directives;
    }

    private static Directive of(String text) {
        var equals = text.indexOf('=');
        if (equals < 0) {
            return new Directive(Ascii.trim(text), Optional.empty(), false);
        }
        var name = text.substring(0, equals);
        var value = text.substring(equals + 1);
        var spaced = name.length() > name.stripTrailing().length()
                || value.length() > value.stripLeading().length();
        return new Directive(Ascii.trim(name), Optional.of(Ascii.trim(value)), spaced);
    }

    boolean is(String known) {
        return Ascii.same(name, known);
    }

    boolean empty() {
        return name.isEmpty() && value.isEmpty();
    }

    boolean quoted() {
        return value.filter(text -> text.startsWith("\"")).isPresent();
    }

    /// Whether name and value follow the grammar: tokens, or a quoted string as value.
    boolean wellFormed() {
        return Ascii.token(name)
                && (value.isEmpty() || Ascii.token(value.get()) || unquoted().isPresent());
    }

    /// What a quoted value says; empty when the value is none, or its quotes do not enclose it.
    Optional<String> unquoted() {
        if (!quoted()) {
            return Optional.empty();
        }
        var text = value.orElse("");
        var said = new StringBuilder();
        for (var index = 1; index < text.length(); index++) {
            var sign = text.charAt(index);
            if (sign == '"') {
                return index == text.length() - 1 ? Optional.of(said.toString()) : Optional.empty();
            }
            if (sign == '\\') {
                index++;
                if (index == text.length()) {
                    return Optional.empty();
                }
            }
            said.append(text.charAt(index));
        }
        return Optional.empty();
    }
}
