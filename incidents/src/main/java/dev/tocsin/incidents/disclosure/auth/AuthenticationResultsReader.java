package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.auth.AuthenticationResults.Draft;
import dev.tocsin.incidents.disclosure.auth.AuthenticationResults.Property;
import dev.tocsin.incidents.disclosure.auth.AuthenticationResults.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the field by its grammar, one pass from left to right. A fault anywhere makes all of it unreadable.
final class AuthenticationResultsReader {
    private static final String SPECIALS = "()<>@,;:\\\"/[]?= \t\r\n";
    private static final String VALUE_SPECIALS = "()<>,;\\\"[]? \t\r\n";

    private final String text;
    private int at;
    private boolean broken;
    private Optional<String> comment = Optional.empty();

    AuthenticationResultsReader(String text) {
        this.text = text;
    }

    Optional<AuthenticationResults> read() {
        var draft = new Draft();
        blanks();
        if (startsWithInstance() && !instance()) {
            return Optional.empty();
        }
        if (!begins(draft)) {
            return Optional.empty();
        }
        var nothing = false;
        while (!broken && !atEnd()) {
            if (nothing) {
                return Optional.empty();
            }
            if (accept("none") && draftIsEmpty(draft)) {
                nothing = true;
            } else if (!method(draft)) {
                return Optional.empty();
            }
            if (!separator()) {
                return Optional.empty();
            }
        }
        return broken ? Optional.empty() : Optional.of(draft.done());
    }

    private static boolean draftIsEmpty(Draft draft) {
        return draft.done().results().isEmpty();
    }

    /// `i=1;` of an ARC set.
    private boolean startsWithInstance() {
        return text.substring(at).matches("(?s)i\\s*(\\([^()]*\\)\\s*)*=.*");
    }

    private boolean instance() {
        at++;
        blanks();
        if (!eat('=')) {
            return false;
        }
        blanks();
        var number = token(SPECIALS);
        blanks();
        if (!number.matches("\\d{1,2}") || !eat(';')) {
            return false;
        }
        blanks();
        return !broken && !atEnd() && !startsWithInstance();
    }

    /// The server's name and version; Office 365 begins with a method.
    private boolean begins(Draft draft) {
        var start = at;
        var name = value();
        if (broken || name.isEmpty()) {
            return false;
        }
        blanks();
        if (!atEnd() && (text.charAt(at) == '=' || name.contains("="))) {
            at = start;
            return true;
        }
        draft.server(name);
        if (!atEnd() && text.charAt(at) != ';') {
            if (!token(SPECIALS).matches("\\d+")) {
                return false;
            }
            blanks();
        }
        return separator();
    }

    /// A semicolon or the end.
    private boolean separator() {
        blanks();
        if (broken) {
            return false;
        }
        if (atEnd()) {
            return true;
        }
        if (!eat(';')) {
            return false;
        }
        blanks();
        return !broken;
    }

    /// `dkim=pass (comment) reason="…" header.d=example.com`, or a domain that Office 365 has put there.
    private boolean method(Draft draft) {
        var name = token(SPECIALS);
        if (!isMethod(name)) {
            return false;
        }
        blanks();
        if (broken || atEnd()) {
            return false;
        }
        if (text.charAt(at) == ';' && !draftIsEmpty(draft) && isDomain(name)) {
            draft.server(name);
            return true;
        }
        if (eat('/')) {
            blanks();
            if (!token(SPECIALS).matches("\\d+")) {
                return false;
            }
            blanks();
        }
        if (!eat('=')) {
            return false;
        }
        blanks();
        var result = token(SPECIALS);
        if (broken || !result.matches("[A-Za-z0-9_-]+")) {
            return false;
        }
        comment = Optional.empty();
        blanks();
        var said = comment;
        return rest(draft, name, result, said);
    }

    private boolean rest(Draft draft, String name, String result, Optional<String> said) {
        var reason = Optional.<String>empty();
        var properties = new ArrayList<Property>();
        while (!broken && !atEnd() && text.charAt(at) != ';') {
            var type = token(SPECIALS + ".");
            if (!type.matches("[A-Za-z0-9_-]+")) {
                return false;
            }
            blanks();
            if (eat('=')) {
                blanks();
                var value = value();
                if (broken || value.isEmpty() || !(type.equals("reason") || type.equals("action"))) {
                    return false;
                }
                reason = type.equals("reason") ? Optional.of(value) : reason;
            } else if (!property(type, properties)) {
                return false;
            }
            blanks();
        }
        draft.add(new Result(name, result, said, reason, properties));
        return !broken;
    }

    private boolean property(String type, List<Property> properties) {
        if (!eat('.')) {
            return false;
        }
        blanks();
        var name = token(SPECIALS + ".");
        blanks();
        if (broken || !name.matches("[A-Za-z0-9_-]+") || !eat('=')) {
            return false;
        }
        blanks();
        var value = value();
        // Office 365 writes `header.from=;` where it found nothing.
        if (broken || (value.isEmpty() && (atEnd() || text.charAt(at) != ';'))) {
            return false;
        }
        properties.add(new Property(type, name, value));
        return true;
    }

    private static boolean isMethod(String name) {
        return name.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    }

    private static boolean isDomain(String name) {
        return name.matches("([A-Za-z0-9_-]+\\.)+[A-Za-z0-9-]+");
    }

    private String value() {
        return !atEnd() && text.charAt(at) == '"' ? quoted() : token(VALUE_SPECIALS);
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (!atEnd() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (atEnd()) {
            broken = true;
            return "";
        }
        at++;
        return value.toString();
    }

    private String token(String stops) {
        var start = at;
        while (!atEnd() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /// The keyword `none` on its own.
    private boolean accept(String word) {
        if (text.regionMatches(true, at, word, 0, word.length())
                && text.substring(at + word.length()).matches("(?s)\\s*(\\(.*)?(;.*)?")) {
            at += word.length();
            return true;
        }
        return false;
    }

    private boolean eat(char letter) {
        if (!atEnd() && text.charAt(at) == letter) {
            at++;
            return true;
        }
        return false;
    }

    /// Blanks and comments; remembers the first comment since it was asked to.
    private void blanks() {
        while (!atEnd()) {
            var letter = text.charAt(at);
            if (letter == '(') {
                comment();
            } else if (Character.isWhitespace(letter)) {
                at++;
            } else {
                return;
            }
        }
    }

    private void comment() {
        var start = at + 1;
        var depth = 0;
        while (!atEnd()) {
            var letter = text.charAt(at++);
            if (letter == '\\') {
                at++;
            } else if (letter == '(') {
                depth++;
            } else if (letter == ')' && --depth == 0) {
                var end = at - 1;
                comment = comment.or(() -> Optional.of(text.substring(start, end)));
                return;
            }
        }
        broken = true;
    }

    private boolean atEnd() {
        return at >= text.length();
    }
}
