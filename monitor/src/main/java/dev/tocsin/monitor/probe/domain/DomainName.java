package dev.tocsin.monitor.probe.domain;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a domain as registries know it: in ASCII, without capitals, without the dot at its end.
record DomainName(String ascii) {

    private static final Pattern FORM =
            Pattern.compile("(?=.{1,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /// @throws IllegalArgumentException naming the value
    static DomainName of(String written) {
        var text = written.strip();
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            var ascii = IDN.toASCII(name).toLowerCase(Locale.ROOT);
            if (FORM.matcher(ascii).matches()) {
                return new DomainName(ascii);
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below, in our words.
        }
        throw new IllegalArgumentException("\"" + written + "\" is no name of a domain, write one such as example.com");
    }
}
