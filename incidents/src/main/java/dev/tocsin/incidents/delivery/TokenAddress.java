package dev.tocsin.incidents.delivery;

import java.util.Locale;
import java.util.Optional;

/// Addresses that carry a token: `reply@example.com` becomes `reply+TOKEN@example.com`. Mail servers may change the
/// letters' case, so tokens have small letters only. Pure.
public final class TokenAddress {

    private TokenAddress() {}

    /// The form of `address` that carries `token`; its server must deliver `local+anything@` to it as well.
    public static String with(String address, String token) {
        var at = address.lastIndexOf('@');
        return address.substring(0, at) + "+" + token + address.substring(at);
    }

    /// What stands behind the `+` of `recipient`; empty when it is no such form of `address`.
    public static Optional<String> token(String address, String recipient) {
        var own = address.toLowerCase(Locale.ROOT);
        var lower = recipient.toLowerCase(Locale.ROOT);
        var at = own.lastIndexOf('@');
        var start = own.substring(0, at) + "+";
        var end = own.substring(at);
        return lower.startsWith(start) && lower.endsWith(end) && lower.length() > start.length() + end.length()
                ? Optional.of(lower.substring(start.length(), lower.length() - end.length()))
                : Optional.empty();
    }
}
