package dev.tocsin.app.imports;

import dev.tocsin.monitor.json.JsonQuery;
import java.util.regex.Pattern;

/// Reads conditions of Gatus about the body of an answer.
final class GatusBody {
    private static final Pattern PATH = Pattern.compile("\\[BODY]((?:\\.|\\[).+)?");
    private static final Pattern FUNCTION = Pattern.compile("(len|has)\\((\\[BODY].*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\\*([^*?\\[\\]\\\\]+)\\*");
    private static final Pattern WORDS_OF_OURS = Pattern.compile("(?s)(exists|absent)|[<>!=].*");

    private GatusBody() {}

    /// A condition on the body as a whole.
    static boolean whole(Draft draft, String operator, String right) {
        if (right.startsWith("any(") || right.startsWith("len(") || operator.matches("[<>]=?")) {
            return false;
        }
        var equal = operator.equals("==");
        if (!right.startsWith("pat(")) {
            var exactly = "\\A" + quoted(right) + "\\z";
            return matches(draft, equal ? exactly : "\\A(?!" + quoted(right) + "\\z)");
        }
        var pattern = right.substring("pat(".length(), right.length() - 1);
        var literal = LITERAL.matcher(pattern);
        if (literal.matches()) {
            draft.expect()
                    .withObjectProperty("body")
                    .withArrayProperty(equal ? "contains" : "absent")
                    .add(literal.group(1));
            return true;
        }
        var regex = wildcards(pattern);
        return matches(draft, equal ? "\\A" + regex + "\\z" : "\\A(?!" + regex + "\\z)");
    }

    private static boolean matches(Draft draft, String pattern) {
        draft.expect().withObjectProperty("body").withArrayProperty("matches").add(pattern);
        return true;
    }

    private static String wildcards(String pattern) {
        var regex = new StringBuilder();
        pattern.codePoints()
                .forEach(sign -> regex.append(
                        switch (sign) {
                            case '*' -> "[\\s\\S]*";
                            case '?' -> "[\\s\\S]";
                            default -> quoted(Character.toString(sign));
                        }));
        return regex.toString();
    }

    /// A condition on one value of a JSON body, on its length, or on its being there.
    static boolean part(Draft draft, String left, String operator, String right) {
        if (right.contains("pat(") || right.contains("any(") || right.startsWith("[")) {
            return false;
        }
        var function = FUNCTION.matcher(left);
        var called = function.matches();
        var path = PATH.matcher(called ? function.group(2) : left);
        if (!path.matches()) {
            return false;
        }
        var place = "$" + (path.group(1) == null ? "" : path.group(1));
        if (!called) {
            return json(draft, place, condition(operator, right));
        }
        if (function.group(1).equals("len")) {
            return right.matches("\\d+") && json(draft, place + ".length()", condition(operator, right));
        }
        var wanted = operator.equals("==") ? right : right.equals("true") ? "false" : "true";
        return operator.matches("[=!]=")
                && right.matches("true|false")
                && json(draft, place, wanted.equals("true") ? "exists" : "absent");
    }

    private static String condition(String operator, String right) {
        if (operator.equals("==")) {
            return WORDS_OF_OURS.matcher(right).matches() ? "== " + right : right;
        }
        return operator + " " + right;
    }

    /// One condition a place: a second one cannot be written here.
    private static boolean json(Draft draft, String place, String condition) {
        var compares = condition.matches("(?s)[<>].*") && !condition.matches("[<>]=? -?\\d+(\\.\\d+)?");
        if (compares || !isPath(place) || draft.expect().path("json").has(place)) {
            return false;
        }
        draft.expect().withObjectProperty("json").put(place, condition);
        return true;
    }

    private static boolean isPath(String text) {
        try {
            return JsonQuery.parse(text).toString().equals(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
    }
}
