package dev.tocsin.statuspage.subscribers;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.web.SubscribeForm;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What people type into the forms, and what it means. Pure.
final class Typing {
    private Typing() {}

    /// What somebody hears of, as the form shows it.
    static SubscribeForm current(Subscriber one) {
        var wish = one.wish();
        return new SubscribeForm(
                Optional.empty(),
                one.address(),
                wish.maintenanceOnly() ? "maintenance" : wish.components().isEmpty() ? "all" : "components",
                wish.components().stream().map(PublicId::value).collect(Collectors.toSet()),
                wish.least().word(),
                wish.matter().map(PublicId::value),
                Optional.empty());
    }

    /// What was typed; whatever is missing has its usual value.
    static SubscribeForm typed(MultivaluedMap<String, String> form) {
        var by = first(form, "by").toUpperCase(Locale.ROOT);
        return new SubscribeForm(
                Arrays.stream(SubscribeBy.values())
                        .filter(one -> one.name().equals(by))
                        .findFirst(),
                first(form, "address"),
                Optional.of(first(form, "scope"))
                        .filter(text -> !text.isEmpty())
                        .orElse("all"),
                new HashSet<>(form.getOrDefault("component", List.of())),
                Optional.of(first(form, "impact"))
                        .filter(text -> !text.isEmpty())
                        .orElse("none"),
                Optional.of(first(form, "matter")).filter(text -> !text.isEmpty()),
                Optional.empty());
    }

    /// Of what the page shows alone: what else somebody sends is left out.
    static Wish wish(SubscribeForm typed, Board board) {
        var known = board.components().stream()
                .filter(one -> typed.components().contains(one.id().value()))
                .map(one -> one.id())
                .collect(Collectors.toSet());
        var matter = typed.matter()
                .flatMap(text -> board.incidents().stream()
                        .filter(one -> one.isOpen() && one.id().value().equals(text))
                        .map(one -> one.id())
                        .findFirst()
                        .or(() -> board.maintenances().stream()
                                .filter(one -> one.isOpen() && one.id().value().equals(text))
                                .map(one -> one.id())
                                .findFirst()));
        return new Wish(
                typed.scope().equals("components") ? known : Set.of(),
                typed.scope().equals("maintenance"),
                matter,
                Arrays.stream(Impact.values())
                        .filter(one -> one.word().equals(typed.impact()))
                        .findFirst()
                        .orElse(Impact.NONE));
    }

    /// The first value of a field, empty where there is none.
    static String first(MultivaluedMap<String, String> form, String key) {
        var value = form.getFirst(key);
        return value == null ? "" : value.replace("\0", "");
    }
}
