package dev.tocsin.incidents.disclosure.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A list such as `v=1; a=rsa-sha256; d=example.com` (RFC 6376, 3.2).
record Tags(Map<String, String> all) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    Tags {
        all = Map.copyOf(all);
    }

    /// Empty when it is not of the form or names one twice.
    static Optional<Tags> read(String text) {
        var all = new LinkedHashMap<String, String>();
        var parts = text.replace("\r\n", "").split(";", -1);
        for (var i = 0; i < parts.length; i++) {
            var part = parts[i].strip();
            if (part.isEmpty() && i == parts.length - 1 && i > 0) {
                continue;
            }
            var equals = part.indexOf('=');
            var name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!NAME.matcher(name).matches()
                    || all.put(name, part.substring(equals + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Tags(all));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /// Its value without any blanks; empty text when it is not there.
    String tight(String name) {
        return all.getOrDefault(name, "").replaceAll("\\s+", "");
    }
}
