package dev.tocsin.monitor.posture.name;

/// Letters as the protocols compare them: the 26 of ASCII and no others, whatever language the machine speaks. In a
/// Turkish locale `"INCLUDE".toLowerCase()` has a dotless i.
public final class Ascii {

    private Ascii() {}

    /// `text` with A to Z made small; every other sign stays.
    public static String lower(String text) {
        var lowered = new StringBuilder(text.length());
        for (var index = 0; index < text.length(); index++) {
            var sign = text.charAt(index);
            lowered.append(sign >= 'A' && sign <= 'Z' ? (char) (sign + 32) : sign);
        }
        return lowered.toString();
    }

    public static boolean same(String one, String other) {
        return one.length() == other.length() && lower(one).equals(lower(other));
    }

    /// Digits of ASCII, at least one; `Character.isDigit` would also take those of other scripts.
    public static boolean digits(String text) {
        return !text.isEmpty() && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }

    /// `text` without the spaces and tabs around it: the white space of HTTP, which is not Java's.
    public static String trim(String text) {
        var from = 0;
        var until = text.length();
        while (from < until && blank(text.charAt(from))) {
            from++;
        }
        while (until > from && blank(text.charAt(until - 1))) {
            until--;
        }
        return text.substring(from, until);
    }

    /// Whether `text` is a token of RFC 9110, 5.6.2.
    public static boolean token(String text) {
        return !text.isEmpty() && text.chars().allMatch(Ascii::tokenSign);
    }

    private static boolean blank(char sign) {
        return sign == ' ' || sign == '\t';
    }

    private static boolean tokenSign(int sign) {
        return sign > ' ' && sign < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(sign) < 0;
    }
}
