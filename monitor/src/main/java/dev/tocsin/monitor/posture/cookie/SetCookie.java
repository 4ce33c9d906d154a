package dev.tocsin.monitor.posture.cookie;

import dev.tocsin.monitor.posture.name.Ascii;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One Set-Cookie field taken apart as browsers do (RFC 6265bis, 5.6): at every semicolon, since quotes protect none;
/// of an attribute that comes twice the last counts; `Secure=false` still sets Secure.
///
/// @param name as sent, empty for a cookie without one
/// @param attributes those that browsers take note of, in their order
public record SetCookie(String name, String value, List<Attribute> attributes) {

    private static final int LONGEST_ATTRIBUTE = 1024;

    /// What stands behind a semicolon; its `name` in small letters.
    public record Attribute(String name, String value) {}

    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None"),
        /// Sent, with a value that no browser knows: they go by their default.
        INVALID("invalid"),
        ABSENT("absent");

        private final String words;

        SameSite(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public SetCookie {
        attributes = List.copyOf(attributes);
    }

    /// Takes any text; whether a browser keeps the cookie is [Storage]'s answer.
    public static SetCookie parse(String field) {
        var parts = field.split(";", -1);
        var pair = parts[0];
        var equals = pair.indexOf('=');
        var attributes = new ArrayList<Attribute>();
        for (var index = 1; index < parts.length; index++) {
            attribute(parts[index]).ifPresent(attributes::add);
        }
        return new SetCookie(
                equals < 0 ? "" : Ascii.trim(pair.substring(0, equals)),
                Ascii.trim(pair.substring(equals + 1)),
                attributes);
    }

    private static Optional<Attribute> attribute(String text) {
        var equals = text.indexOf('=');
        var name = Ascii.lower(Ascii.trim(equals < 0 ? text : text.substring(0, equals)));
        var value = equals < 0 ? "" : Ascii.trim(text.substring(equals + 1));
        return Storage.octets(value) > LONGEST_ATTRIBUTE || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Attribute(name, value));
    }

    public boolean secure() {
        return last("secure").isPresent();
    }

    public boolean httpOnly() {
        return last("httponly").isPresent();
    }

    public SameSite sameSite() {
        return last("samesite")
                .map(value -> switch (Ascii.lower(value)) {
                    case "strict" -> SameSite.STRICT;
                    case "lax" -> SameSite.LAX;
                    case "none" -> SameSite.NONE;
                    default -> SameSite.INVALID;
                })
                .orElse(SameSite.ABSENT);
    }

    /// The value of the last attribute of that name; the name in small letters.
    Optional<String> last(String attribute) {
        return attributes.stream()
                .filter(one -> one.name().equals(attribute))
                .map(Attribute::value)
                .reduce((earlier, later) -> later);
    }

    /// When it ends; empty for the end of the browser's session. Max-Age beats Expires wherever they stand, and of
    /// each the last that can be read counts.
    public Optional<Instant> end(Instant now) {
        var age = attributes.stream()
                .filter(one -> one.name().equals("max-age") && seconds(one.value()))
                .map(one -> after(now, one.value()))
                .reduce((earlier, later) -> later);
        return age.or(() -> attributes.stream()
                .filter(one -> one.name().equals("expires"))
                .flatMap(one -> CookieDate.parse(one.value()).stream())
                .reduce((earlier, later) -> later));
    }

    private static boolean seconds(String text) {
        return Ascii.digits(text.startsWith("-") ? text.substring(1) : text);
    }

    /// Ten digits are three hundred years, and more are no less.
    private static Instant after(Instant now, String seconds) {
        if (seconds.startsWith("-")) {
            return Instant.EPOCH;
        }
        var significant = seconds.replaceFirst("^0+", "");
        var bounded = significant.length() > 10 ? "9999999999" : significant;
        return bounded.isEmpty() ? Instant.EPOCH : now.plusSeconds(Long.parseLong(bounded));
    }
}
