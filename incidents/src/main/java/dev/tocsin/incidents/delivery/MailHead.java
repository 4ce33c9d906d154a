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
/// @param enveloped whether the text is enveloped data in base64, which is all of the mail (S/MIME, RFC 8551)
public record MailHead(
        String from,
        String messageId,
        List<String> references,
        String returnPath,
        boolean automatic,
        boolean enveloped) {
    private static final String ENVELOPED = " enveloped";

    public MailHead {
        references = List.copyOf(references);
    }

    /// Above a text.
    public MailHead(String from, String messageId, List<String> references, String returnPath, boolean automatic) {
        this(from, messageId, references, returnPath, automatic, false);
    }

    /// As it is kept in one column.
    List<String> row() {
        var row = new ArrayList<>(List.of(from, messageId, returnPath, automatic + (enveloped ? ENVELOPED : "")));
        row.addAll(references);
        return row;
    }

    static MailHead of(List<String> row) {
        return new MailHead(
                row.get(0),
                row.get(1),
                row.subList(4, row.size()),
                row.get(2),
                row.get(3).startsWith("true"),
                row.get(3).endsWith(ENVELOPED));
    }
}
