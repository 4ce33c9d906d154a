package dev.tocsin.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// What the parser stumbled over, in words for an operator. The parser's own words are not passed on: they quote the
/// text, and the text may hold a password.
enum SyntaxFault {
    TAB("\\t(TAB)", "a tab stands where only spaces may", "indent with spaces"),
    RESERVED(
            "that cannot start any token",
            "a value begins with a character that YAML keeps for itself",
            "put the value in quotes"),
    COLON(
            "mapping values are not allowed here",
            "a colon stands where none may",
            "check the indentation, and put a value that holds \": \" in quotes"),
    NO_COLON("could not find expected ':'", "a line without a colon stands among keys", "write KEY: VALUE"),
    INDENTATION(
            "expected <block end>", "this does not line up with what stands above", "indent it like its neighbours"),
    BRACKET(
            "expected ',' or",
            "a list or mapping in brackets is not closed",
            "close it, and put a value that holds [ ] { } or , in quotes"),
    ALIAS(
            "found undefined alias",
            "an alias (*) names nothing",
            "put a value that begins with * in quotes, or mark what is meant with &"),
    QUOTE("found unexpected end of stream", "a quoted text is not closed", "add the closing quote"),
    DOCUMENT("expected '<document start>'", "this cannot stand beside what is above", "write KEY: VALUE on every line"),
    ESCAPE(
            "escape",
            "an escape that YAML does not know stands in a quoted text",
            "write \\\\ for a backslash, or use single quotes"),
    DEPTH(
            "Nesting Depth exceeded",
            "this stands more than " + Composition.DEEPEST + " levels deep",
            "take some levels out"),
    OTHER("", "this is no valid YAML", "look at this line and the one above it");

    private final String sign;
    private final String text;
    private final String cure;

    SyntaxFault(String sign, String text, String cure) {
        this.sign = sign;
        this.text = text;
        this.cure = cure;
    }

    static SyntaxFault of(RuntimeException fault) {
        var words = fault instanceof MarkedYAMLException marked ? marked.getProblem() : fault.getMessage();
        return bySign(Optional.ofNullable(words).orElse(""));
    }

    private static SyntaxFault bySign(String words) {
        for (var fault : values()) {
            if (words.contains(fault.sign)) {
                return fault;
            }
        }
        return OTHER;
    }

    /// Where a person should look. What was never closed is best shown where it began.
    @Nullable
    Mark mark(MarkedYAMLException fault) {
        var beginning = this == BRACKET || this == QUOTE || this == NO_COLON;
        var first = beginning ? fault.getContextMark() : fault.getProblemMark();
        var second = beginning ? fault.getProblemMark() : fault.getContextMark();
        return first == null ? second : first;
    }

    void note(Reading reading, String file, @Nullable Mark mark) {
        reading.note(mark == null ? Place.startOf(file) : Place.of(file, mark), text, cure);
    }
}
