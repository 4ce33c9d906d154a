package dev.tocsin.statuspage.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a reader's headers ask for, by RFC 9110. Faulty fields ask for nothing.
final class Conditions {
    private static final Pattern WEIGHT = Pattern.compile("q\\s*=\\s*([01](?:\\.[0-9]{0,3})?)");

    private Conditions() {}

    /// What `Accept-Encoding` (12.5.3) likes best of what we offer. What is not named has the weight of `*`,
    /// and the plain form is refused by nobody; of two that are liked the same, the shorter one is taken.
    static Coding coding(List<String> fields) {
        var weights = new EnumMap<Coding, Double>(Coding.class);
        var any = -1.0;
        for (var field : fields) {
            for (var item : field.split(",", -1)) {
                var parts = item.strip().toLowerCase(Locale.ROOT).split(";", 2);
                var weight = parts.length == 1 ? 1.0 : weight(parts[1].strip());
                switch (parts[0].strip()) {
                    case "br" -> weights.put(Coding.BROTLI, weight);
                    case "gzip", "x-gzip" -> weights.put(Coding.GZIP, weight);
                    case "identity" -> weights.put(Coding.IDENTITY, weight);
                    case "*" -> any = weight;
                    default -> {
                        // Another coding, which we do not offer.
                    }
                }
            }
        }
        var best = Coding.IDENTITY;
        var most = weights.getOrDefault(Coding.IDENTITY, 0.0);
        for (var coding : List.of(Coding.GZIP, Coding.BROTLI)) {
            var weight = weights.getOrDefault(coding, any);
            if (weight > 0 && weight >= most && coding.isOffered()) {
                best = coding;
                most = weight;
            }
        }
        return best;
    }

    /// A faulty weight is none.
    private static double weight(String parameter) {
        var weight = WEIGHT.matcher(parameter);
        return weight.matches() ? Double.parseDouble(weight.group(1)) : 1.0;
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
