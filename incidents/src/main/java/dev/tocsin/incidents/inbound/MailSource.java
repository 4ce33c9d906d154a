package dev.tocsin.incidents.inbound;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A system that tells us by mail what is wrong: `integrations.mail`. Whoever knows its address can open incidents, so
/// the address is a secret between the two.
///
/// @param address in small letters
public record MailSource(String name, String address, Severity severity, String policy) {
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9._=-]{1,40}@[a-z0-9.-]{1,200}");

    /// Reads one item of the list.
    ///
    /// @param policies the names that may stand under `policy`
    public static MailSource read(Section section, Set<String> policies) {
        var policy = section.text("policy");
        if (!policies.contains(policy)) {
            section.problem("policy", "there is no policy \"" + policy + "\"", "write one that stands under policies:");
        }
        return new MailSource(
                section.text("name"),
                section.parsed("address", MailSource::address, "alerts@localhost"),
                section.oneOf("severity", Severity.class),
                policy);
    }

    /// What stands behind a `+` in `recipient`, or nothing where it is the bare address; empty when it is another one.
    Optional<String> suffix(String recipient) {
        var lower = recipient.toLowerCase(Locale.ROOT);
        var plus = lower.indexOf('+');
        var at = lower.lastIndexOf('@');
        if (plus < 0 || plus > at) {
            return lower.equals(address) ? Optional.of("") : Optional.empty();
        }
        return (lower.substring(0, plus) + lower.substring(at)).equals(address)
                ? Optional.of(lower.substring(plus + 1, at))
                : Optional.empty();
    }

    private static String address(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                    "`" + text
                            + "` is no address to take events at, write a bare one with 40 characters before the @ and without +");
        }
        return lower;
    }
}
