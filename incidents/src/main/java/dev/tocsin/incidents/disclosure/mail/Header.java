package dev.tocsin.incidents.disclosure.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The fields of a mail or of one of its parts, from the top.
public record Header(List<Field> fields) {
    public static final Header NONE = new Header(List.of());

    public Header {
        fields = List.copyOf(fields);
    }

    public Stream<Field> all(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name));
    }

    public Optional<Field> first(String name) {
        return all(name).findFirst();
    }

    /// The first of this name, decoded; empty when there is none.
    public Optional<String> text(String name) {
        return first(name).map(Field::text);
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }
}
