package dev.tocsin.statuspage.web;

import java.util.List;
import java.util.Locale;

/// What a reader's headers ask for, by RFC 9110. Faulty fields ask for nothing.
final class Conditions {

    private Conditions() {}

    /// Whether `Accept-Encoding` takes gzip (12.5.3): named with any weight but 0, or, unnamed, covered by `*`.
    static boolean takesGzip(List<String> fields) {
        var any = false;
        for (var field : fields) {
            for (var item : field.split(",", -1)) {
                var parts = item.strip().toLowerCase(Locale.ROOT).split(";", 2);
                var taken = parts.length == 1 || !isZero(parts[1].strip());
                switch (parts[0].strip()) {
                    case "gzip", "x-gzip" -> {
                        return taken;
                    }
                    case "*" -> any = taken;
                    default -> {
                        // Another coding, which we do not offer.
                    }
                }
            }
        }
        return any;
    }

    private static boolean isZero(String weight) {
        return weight.matches("q\\s*=\\s*0(\\.0{0,3})?");
    }

    /// Whether `If-None-Match` (13.1.2) names `etag`, in its weak form too, or anything.
    static boolean holds(List<String> fields, String etag) {
        for (var field : fields) {
            for (var item : field.split(",", -1)) {
                var tag = item.strip();
                if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
