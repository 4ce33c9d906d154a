package dev.tocsin.monitor;

import java.util.Optional;

/// Why nobody is paged although a monitor is down. Looking and recording go on; when the hold ends, what is still down
/// pages at once.
public sealed interface Hold {

    /// Something it depends on fails as well; that one pages, once it is down.
    record Dependency(String parent) implements Hold {}

    /// Work was announced. Customers were told before, so they are not told again.
    record Maintenance(String name) implements Hold {}

    /// For the timeline and the people who read it.
    default String because() {
        return switch (this) {
            case Dependency(var parent) -> "it depends on " + parent + ", which fails as well";
            case Maintenance(var name) -> "maintenance \"" + name + "\"";
        };
    }

    /// As it stands in a row.
    default String word() {
        return switch (this) {
            case Dependency(var parent) -> "dependency " + parent;
            case Maintenance(var name) -> "maintenance " + name;
        };
    }

    /// What [#word] wrote; empty for nothing.
    static Optional<Hold> parse(Optional<String> word) {
        return word.map(text -> text.startsWith("dependency ")
                ? new Dependency(text.substring("dependency ".length()))
                : new Maintenance(text.substring("maintenance ".length())));
    }
}
