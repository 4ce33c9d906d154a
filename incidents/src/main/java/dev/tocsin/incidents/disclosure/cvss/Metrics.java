package dev.tocsin.incidents.disclosure.cvss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics of one version: what each may be, which must be there, and in which order.
record Metrics(Map<String, List<String>> allowed, int needed, boolean ordered) {

    /// @param table `NAME VALUE VALUE …`, the needed ones first
    static Metrics of(String table, int needed, boolean ordered) {
        var allowed = new LinkedHashMap<String, List<String>>();
        for (var line : table.strip().split("\n", -1)) {
            var words = Arrays.asList(line.strip().split(" ", -1));
            allowed.put(words.getFirst(), words.subList(1, words.size()));
        }
        return new Metrics(allowed, needed, ordered);
    }

    /// What `text` says behind its prefix.
    Map<String, String> read(String text) {
        var read = new LinkedHashMap<String, String>();
        var names = new ArrayList<>(allowed.keySet());
        var last = -1;
        for (var part : text.split("/", -1)) {
            var colon = part.indexOf(':');
            var name = colon < 0 ? part : part.substring(0, colon);
            var values = allowed.get(name);
            if (colon < 0 || values == null) {
                throw new IllegalArgumentException(
                        "\"%s\" is no metric, write one such as %s".formatted(part, example()));
            }
            var value = part.substring(colon + 1);
            if (!values.contains(value)) {
                throw new IllegalArgumentException(
                        "%s cannot be \"%s\", write one of %s".formatted(name, value, String.join(", ", values)));
            }
            if (read.put(name, value) != null) {
                throw new IllegalArgumentException("%s stands twice, write it once".formatted(name));
            }
            var place = names.indexOf(name);
            if (ordered && place < last) {
                throw new IllegalArgumentException(
                        "%s stands behind %s, write it before".formatted(name, names.get(last)));
            }
            last = place;
        }
        var missing = names.subList(0, needed).stream()
                .filter(name -> !read.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s is missing, write it".formatted(String.join(", ", missing)));
        }
        return read;
    }

    private String example() {
        var first = allowed.entrySet().iterator().next();
        return first.getKey() + ":" + first.getValue().getFirst();
    }
}
