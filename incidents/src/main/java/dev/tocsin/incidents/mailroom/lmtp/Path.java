package dev.tocsin.incidents.mailroom.lmtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What follows `MAIL FROM:` and `RCPT TO:` (RFC 5321, 4.1.2): `<address> KEY=VALUE …`. Pure.
///
/// @param address empty for `<>`
/// @param parameters by their names in capitals
record Path(String address, Map<String, String> parameters) {
    private static final int LONGEST_ADDRESS = 256;

    Path {
        parameters = Map.copyOf(parameters);
    }

    /// Reads `text` after the word `start` (`FROM:` or `TO:`); empty when it is not of this form.
    static Optional<Path> read(String text, String start) {
        if (!text.regionMatches(true, 0, start, 0, start.length())) {
            return Optional.empty();
        }
        var rest = text.substring(start.length()).strip();
        var end = end(rest);
        if (end < 0) {
            return Optional.empty();
        }
        var address = withoutRoute(rest.substring(1, end));
        if (address.length() > LONGEST_ADDRESS || !(address.isEmpty() || isAddress(address))) {
            return Optional.empty();
        }
        return Optional.of(new Path(address, parameters(rest.substring(end + 1))));
    }

    boolean isAscii() {
        return address.chars().allMatch(letter -> letter < 0x80);
    }

    /// Where the `>` stands that ends the address; one inside quotes does not.
    private static int end(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        var quoted = false;
        for (var i = 1; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == '\\' && quoted) {
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /// `@one,@two:user@example.com` names servers on the way, which are to be ignored.
    private static String withoutRoute(String address) {
        var colon = address.indexOf(':');
        return address.startsWith("@") && colon > 0 ? address.substring(colon + 1) : address;
    }

    private static boolean isAddress(String text) {
        var at = text.lastIndexOf('@');
        return at > 0
                && at < text.length() - 1
                && text.chars().noneMatch(letter -> letter < ' ' || letter == 0x7F)
                && (text.startsWith("\"") || text.chars().noneMatch(letter -> letter == ' '));
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        for (var word : text.strip().split(" +", -1)) {
            if (!word.isEmpty()) {
                var equals = word.indexOf('=');
                var name = equals < 0 ? word : word.substring(0, equals);
                parameters.put(name.toUpperCase(Locale.ROOT), equals < 0 ? "" : word.substring(equals + 1));
            }
        }
        return parameters;
    }
}
