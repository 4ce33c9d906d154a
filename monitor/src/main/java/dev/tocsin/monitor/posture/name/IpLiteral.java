package dev.tocsin.monitor.posture.name;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// An IP address as its bytes, in hexadecimal: 8 digits for IPv4, 32 for IPv6. Java's own reading makes an IPv4
/// address of `::ffff:192.0.2.1`, but a certificate for the one is not a certificate for the other.
public record IpLiteral(String hex) {

    private static final int GROUPS = 8;

    public static IpLiteral of(byte[] bytes) {
        return new IpLiteral(HexFormat.of().formatHex(bytes));
    }

    /// The address that `text` writes out: four decimal numbers, or RFC 4291, 2.2, with or without the brackets of
    /// a URL. Empty for everything else, also for zones and for numbers with leading zeros, which some read as
    /// octal.
    public static Optional<IpLiteral> parse(String text) {
        var bare = text.startsWith("[") && text.endsWith("]") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
        return bare.indexOf(':') >= 0
                ? version6(bare)
                : bare.length() == text.length() ? version4(bare).map(IpLiteral::new) : Optional.empty();
    }

    /// The address as people write it.
    public String text() {
        var bytes = HexFormat.of().parseHex(hex);
        try {
            return bytes.length == 4 || bytes.length == 16
                    ? InetAddress.getByAddress(bytes).getHostAddress()
                    : hex;
        } catch (UnknownHostException impossible) {
            return hex;
        }
    }

    private static Optional<String> version4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        var hex = new StringBuilder();
        for (var part : parts) {
            var plain = !part.isEmpty()
                    && part.length() <= 3
                    && part.chars().allMatch(sign -> sign >= '0' && sign <= '9')
                    && (part.length() == 1 || part.charAt(0) != '0');
            if (!plain || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            hex.append(HexFormat.of().toHexDigits((byte) Integer.parseInt(part)));
        }
        return Optional.of(hex.toString());
    }

    private static Optional<IpLiteral> version6(String text) {
        var gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(hex -> hex.length() == 4 * GROUPS).map(IpLiteral::new);
        }
        var before = gap == 0 ? Optional.of("") : groups(text.substring(0, gap));
        var after = gap + 2 == text.length() ? Optional.of("") : groups(text.substring(gap + 2));
        if (before.isEmpty() || after.isEmpty() || text.substring(0, gap).indexOf('.') >= 0) {
            return Optional.empty();
        }
        var missing = 4 * GROUPS - before.get().length() - after.get().length();
        return missing < 4
                ? Optional.empty()
                : Optional.of(new IpLiteral(before.get() + "0".repeat(missing) + after.get()));
    }

    /// Groups of up to four digits between colons; the last may be an IPv4 address.
    private static Optional<String> groups(String text) {
        var parts = new ArrayList<>(List.of(text.split(":", -1)));
        if (parts.size() > GROUPS) {
            return Optional.empty();
        }
        var hex = new StringBuilder();
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            if (index == parts.size() - 1 && part.indexOf('.') >= 0) {
                var embedded = version4(part);
                if (embedded.isEmpty()) {
                    return Optional.empty();
                }
                hex.append(embedded.get());
            } else if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(IpLiteral::hexDigit)) {
                return Optional.empty();
            } else {
                hex.append("0".repeat(4 - part.length())).append(Ascii.lower(part));
            }
        }
        return Optional.of(hex.toString());
    }

    private static boolean hexDigit(int sign) {
        return sign < 128 && Character.digit(sign, 16) >= 0;
    }
}
