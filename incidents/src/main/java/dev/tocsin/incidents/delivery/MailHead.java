package dev.tocsin.incidents.delivery;

import java.util.ArrayList;
import java.util.List;

/// What stands above the text of a mail that is part of a correspondence. Other mails do without.
///
/// @param from whom it is from, with or without a name before the address
/// @param messageId its own, without angle brackets
/// @param references the mails before it, the oldest first, of which the last is answered
/// @param returnPath where a bounce goes; must be an address of ours that tells this mail from all others
/// @param automatic whether a machine wrote it: `Auto-Submitted: auto-replied` (RFC 3834)
public record MailHead(String from, String messageId, List<String> references, String returnPath, boolean automatic) {
    public MailHead {
        references = List.copyOf(references);
    }

    /// As it is kept in one column.
    List<String> row() {
        var row = new ArrayList<>(List.of(from, messageId, returnPath, String.valueOf(automatic)));
        row.addAll(references);
        return row;
    }

    static MailHead of(List<String> row) {
        return new MailHead(
                row.get(0), row.get(1), row.subList(4, row.size()), row.get(2), Boolean.parseBoolean(row.get(3)));
    }
}
