package dev.tocsin.monitor.guard;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a written host means. There are many ways to write one address (`0x7f.1`, `2130706433`, `127.1`, full-width
/// digits, other dots), and programs disagree on some of them; only the usual one is taken for an address here.
public sealed interface HostSpelling {

    /// An address in its usual form.
    record Literal(InetAddress address) implements HostSpelling {}

    /// A name, in ASCII and lower case, without the dot at its end.
    record Name(String ascii) implements HostSpelling {}

    /// Neither.
    record Odd(String why, String cure) implements HostSpelling {}

    Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /// A name whose last label is a number is what some programs take for an address.
    Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9A-Fa-f]*)");

    /// Reads a host, with or without the brackets of an IPv6 address.
    static HostSpelling of(String written) {
        var host = written.strip();
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') >= 0) {
            return isAddress(bare)
                    ? new Literal(InetAddress.ofLiteral(bare))
                    : new Odd("\"" + written + "\" is no IPv6 address", "write one such as [2001:db8::1]");
        }
        String ascii;
        try {
            ascii = IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            return noName(written);
        }
        var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (name.isEmpty() || name.startsWith(".") || name.contains("..")) {
            return noName(written);
        }
        if (bare.equals(name) && DOTTED.matcher(name).matches() && isAddress(name)) {
            return new Literal(InetAddress.ofLiteral(name));
        }
        return ENDS_IN_NUMBER.matcher(name).matches()
                ? new Odd(
                        "\"" + written + "\" is an address in an odd spelling",
                        "write it with four numbers: 192.0.2.10")
                : new Name(name);
    }

    private static Odd noName(String written) {
        return new Odd("\"" + written + "\" is no name of a host", "write one such as shop.example.com");
    }

    /// Whether `text` is an address in a form that means the same to every program.
    static boolean isAddress(String text) {
        try {
            var _ = InetAddress.ofLiteral(text);
            return text.indexOf(':') >= 0 || DOTTED.matcher(text).matches();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
