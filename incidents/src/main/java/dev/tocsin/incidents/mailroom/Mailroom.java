package dev.tocsin.incidents.mailroom;

import java.util.List;
import java.util.Optional;

/// Hands mail to whom it is for: the first mailbox that takes the recipient.
public final class Mailroom {
    private final List<Mailbox> mailboxes;

    public Mailroom(List<? extends Mailbox> mailboxes) {
        this.mailboxes = List.copyOf(mailboxes);
    }

    /// Empty when nobody here takes mail for `recipient`.
    public Optional<Mailbox> of(String recipient) {
        return mailboxes.stream().filter(mailbox -> mailbox.takes(recipient)).findFirst();
    }
}
