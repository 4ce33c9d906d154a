package dev.tocsin.incidents.disclosure.mail;

import dev.tocsin.incidents.mailroom.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A mail or a part of one, as MIME has it.
public sealed interface Entity {
    Header header();

    Parameters type();

    /// Something with content; a mail inside a mail is one too.
    record Leaf(Header header, Parameters type, Octets content) implements Entity {

        /// What it is meant for: `inline`, `attachment`, empty when not said; a field of several values says
        /// nothing.
        Parameters disposition() {
            return header.first("Content-Disposition").map(Parameters::read).orElseGet(Parameters::none);
        }

        /// Its content as text.
        public String text() {
            return Clean.text(Charsets.decode(content.bytes(), type.get("charset")));
        }

        Optional<String> name() {
            return AttachmentName.of(this);
        }
    }

    /// Something that consists of parts.
    record Multipart(Header header, Parameters type, List<Entity> parts) implements Entity {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /// All leaves, in the order in which they stand.
    default Stream<Leaf> leaves() {
        return switch (this) {
            case Leaf leaf -> Stream.of(leaf);
            case Multipart multipart -> multipart.parts().stream().flatMap(Entity::leaves);
        };
    }

    default boolean is(String type) {
        return type().value().equals(type);
    }
}
