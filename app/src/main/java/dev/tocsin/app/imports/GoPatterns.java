package dev.tocsin.app.imports;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions as Go writes them (RE2), and as Java does. Most are both; where one text means two things it is
/// rewritten or given up, never passed on with another meaning.
final class GoPatterns {
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P<");
    private static final Pattern POSIX_CLASS = Pattern.compile("\\[:(\\^?)(\\w+):]");
    private static final Pattern OTHER_MEANING = Pattern.compile("\\(\\?[a-zA-Z]*U|\\\\C|&&|\\[[^]\\\\]*\\[(?!:)");

    private GoPatterns() {}

    /// Empty when Java has no such pattern.
    static Optional<String> java(String pattern) {
        if (OTHER_MEANING.matcher(pattern).find()) {
            return Optional.empty();
        }
        var groups = NAMED_GROUP.matcher(pattern).replaceAll("(?<");
        var rewritten = POSIX_CLASS
                .matcher(groups)
                .replaceAll(
                        match -> "\\\\" + (match.group(1).isEmpty() ? "p" : "P") + "{" + posix(match.group(2)) + "}");
        return compiles(rewritten);
    }

    /// The same for one that was held against each line by itself, and is searched for in many of them here.
    static Optional<String> javaInLine(String pattern) {
        return java(pattern).map(java -> java.matches("(?s).*[\\^$].*") ? "(?m)" + java : java);
    }

    /// A pattern that is found where `pattern` is not.
    static Optional<String> javaNegated(String pattern) {
        return java(pattern).flatMap(java -> compiles("\\A(?![\\s\\S]*(?:" + java + "))"));
    }

    private static Optional<String> compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return Optional.of(pattern);
        } catch (PatternSyntaxException other) {
            return Optional.empty();
        }
    }

    private static String posix(String name) {
        return switch (name) {
            case "xdigit" -> "XDigit";
            case "ascii" -> "ASCII";
            case "word" -> "IsWord";
            default -> name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }
}
