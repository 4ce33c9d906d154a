package dev.tocsin.incidents.disclosure.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The macros of SPF (RFC 7208, 7).
final class SpfMacro {
    private static final Pattern PIECE =
            Pattern.compile("%\\{([slodiphvcrtSLODIPHVCRT])(\\d*)([rR]?)([.\\-+,/_=]*)}|%%|%_|%-|[!-$&-~]");
    private static final Pattern PIECE_OR_SPACE = Pattern.compile(PIECE.pattern() + "| ");
    private static final Pattern END = Pattern.compile(
            "(?s).*(\\.([A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\\.?|%\\{[^}]*}|%%|%_|%-)");
    private static final int LONGEST_DOMAIN = 253;

    /// What macros speak of.
    ///
    /// @param validated asked only where a macro wants it: it takes look-ups
    record Values(
            InetAddress client, String sender, String domain, String helo, Instant at, Supplier<String> validated) {}

    private SpfMacro() {}

    /// Whether `text` is of the form of a domain with macros; letters for explanations alone do not count.
    static boolean isDomain(String text) {
        return isMacro(text, PIECE, false) && END.matcher(text).matches();
    }

    static boolean isText(String text) {
        return isMacro(text, PIECE, false);
    }

    private static boolean isMacro(String text, Pattern piece, boolean explaining) {
        var matcher = piece.matcher(text);
        var at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return false;
            }
            if (matcher.group(1) != null
                    && ((!explaining && "crtCRT".contains(matcher.group(1))) || isNought(matcher.group(2)))) {
                return false;
            }
            at = matcher.end();
        }
        return true;
    }

    private static boolean isNought(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(digit -> digit == '0');
    }

    /// A domain; labels are cut off at the left until it fits.
    static String domain(String text, Values values) {
        var expanded = expand(text, values);
        while (expanded.length() > LONGEST_DOMAIN && expanded.indexOf('.') >= 0) {
            expanded = expanded.substring(expanded.indexOf('.') + 1);
        }
        return expanded;
    }

    /// What the owner says to a sender that fails; empty when it is not of the form.
    static Optional<String> explanation(String text, Values values) {
        return isMacro(text, PIECE_OR_SPACE, true) ? Optional.of(expand(text, values)) : Optional.empty();
    }

    private static String expand(String text, Values values) {
        return PIECE.matcher(text).replaceAll(found -> {
            var piece = found.group();
            var expanded = switch (piece) {
                case "%%" -> "%";
                case "%_" -> " ";
                case "%-" -> "%20";
                default ->
                    found.group(1) == null
                            ? piece
                            : letter(found.group(1), found.group(2), found.group(3), found.group(4), values);
            };
            return Matcher.quoteReplacement(expanded);
        });
    }

    private static String letter(String letter, String digits, String reverse, String delimiters, Values values) {
        var value = value(letter.toLowerCase(Locale.ROOT), values);
        var parts = new ArrayList<>(split(value, delimiters.isEmpty() ? "." : delimiters));
        if (!reverse.isEmpty()) {
            Collections.reverse(parts);
        }
        var kept = digits.isEmpty() || digits.length() > 3 ? parts.size() : Integer.parseInt(digits);
        var joined = digits.isEmpty() && reverse.isEmpty() && delimiters.isEmpty()
                ? value
                : String.join(".", parts.subList(Math.max(0, parts.size() - kept), parts.size()));
        return Character.isUpperCase(letter.charAt(0))
                ? URLEncoder.encode(joined, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%7E", "~")
                        .replace("*", "%2A")
                : joined;
    }

    private static List<String> split(String value, String delimiters) {
        return Arrays.asList(value.split("[" + Pattern.quote(delimiters) + "]", -1));
    }

    private static String value(String letter, Values values) {
        var at = values.sender().lastIndexOf('@');
        return switch (letter) {
            case "s" -> values.sender();
            case "l" -> values.sender().substring(0, at);
            case "o" -> values.sender().substring(at + 1);
            case "d" -> values.domain();
            case "i" -> dotted(values.client());
            case "p" -> values.validated().get();
            case "v" -> values.client() instanceof Inet4Address ? "in-addr" : "ip6";
            case "h" -> values.helo();
            case "c" -> readable(values.client());
            case "r" -> "unknown";
            case "t" -> String.valueOf(values.at().getEpochSecond());
            default -> throw new IllegalArgumentException(letter);
        };
    }

    /// As it is looked up: by octets, or by half octets.
    static String dotted(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        var nibbles = new StringBuilder();
        for (var octet : address.getAddress()) {
            nibbles.append(nibbles.isEmpty() ? "" : ".")
                    .append(Integer.toHexString(octet >> 4 & 0xF))
                    .append('.')
                    .append(Integer.toHexString(octet & 0xF));
        }
        return nibbles.toString().toUpperCase(Locale.ROOT);
    }

    /// As people write it: the first row of noughts in an IPv6 address is two colons.
    private static String readable(InetAddress address) {
        var text = address.getHostAddress();
        return address instanceof Inet4Address ? text : text.replaceFirst("(?:^|:)(?:0(?::|$)){2,}", "::");
    }
}
