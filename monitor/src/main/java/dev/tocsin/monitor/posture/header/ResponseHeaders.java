package dev.tocsin.monitor.posture.header;

import dev.tocsin.monitor.posture.name.Ascii;
import java.util.List;
import java.util.Optional;

/// The header fields of an answer in their order; names are found in any letter case.
public record ResponseHeaders(List<Field> fields) {

    public static final ResponseHeaders NONE = new ResponseHeaders(List.of());

    /// One line of a head.
    public record Field(String name, String value) {}

    public ResponseHeaders {
        fields = List.copyOf(fields);
    }

    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> Ascii.same(field.name(), name))
                .map(Field::value)
                .toList();
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }
}
