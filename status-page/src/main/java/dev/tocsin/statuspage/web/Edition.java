package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.PublicId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The board in one language.
record Edition(Board board, Language language) {

    Times times() {
        return new Times(board.settings().zone(), language);
    }

    Times.Moment moment(Instant at) {
        return times().moment(at);
    }

    /// The day of an instant, in the page's zone.
    String day(Instant at) {
        return times().text(times().date(at));
    }

    String text(String key, Object... arguments) {
        return language.text(key, arguments);
    }

    /// The path of a page in this language.
    String path(String path) {
        return language.root() + path;
    }

    /// The whole address of a page in this language.
    String link(String path) {
        return board.settings().link(path(path));
    }

    String zone() {
        return times().zoneName(board.at());
    }

    /// The names of `components`, in the order of the settings, then those that have left them; empty when
    /// there are none.
    Optional<String> names(Collection<PublicId> components) {
        var listed = board.components().stream()
                .filter(component -> components.contains(component.id()))
                .map(component -> component.name());
        var gone = board.past().gone();
        var left = components.stream().filter(gone::containsKey).map(gone::get).sorted();
        var names = Stream.concat(listed, left).map(Plain::text).collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
