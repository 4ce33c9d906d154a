package dev.tocsin.app.imports;

import java.util.Locale;
import java.util.Set;

/// The types of DNS record that a monitor can ask for.
final class RecordTypes {
    private static final Set<String> OURS = Set.of("A", "AAAA", "MX", "TXT", "CNAME", "NS", "SOA", "CAA", "SRV", "PTR");

    private RecordTypes() {}

    static void put(String type, Draft draft) {
        var name = type.toUpperCase(Locale.ROOT);
        if (OURS.contains(name)) {
            draft.settings().put("type", name);
        } else {
            draft.remark("records of type " + type + "; here A is asked for");
        }
    }
}
