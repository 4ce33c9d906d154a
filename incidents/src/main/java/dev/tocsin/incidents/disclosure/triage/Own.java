package dev.tocsin.incidents.disclosure.triage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who we are, as far as mails have to do with it.
///
/// @param address to which reports come; empty when a mail is read without settings
/// @param listIds of our own mailing lists: many a security@ is a list itself
public record Own(Optional<String> address, List<String> listIds) {
    public static final Own UNKNOWN = new Own(Optional.empty(), List.of());

    public Own {
        address = address.map(text -> text.toLowerCase(Locale.ROOT));
        listIds = listIds.stream().map(Own::bareListId).toList();
    }

    /// Whether this is our address, with or without `+something`.
    public boolean isOurs(String other) {
        return address.filter(
                        own -> withoutDetail(other.toLowerCase(Locale.ROOT)).equals(own))
                .isPresent();
    }

    /// What stands behind the @.
    public Optional<String> domain() {
        return address.map(own -> own.substring(own.lastIndexOf('@') + 1));
    }

    public boolean isOwnList(String listId) {
        return listIds.contains(bareListId(listId));
    }

    private static String withoutDetail(String address) {
        var at = address.lastIndexOf('@');
        var plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    private static String bareListId(String text) {
        return text.replaceAll("(?s)^.*<|>.*$", "").strip().toLowerCase(Locale.ROOT);
    }
}
