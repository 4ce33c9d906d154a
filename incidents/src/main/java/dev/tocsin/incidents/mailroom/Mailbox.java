package dev.tocsin.incidents.mailroom;

/// Where mail for some of our addresses ends: the reports at security@, replies to pages, bounces. A room that wants
/// mail implements this, and `Wiring` names it to the [Mailroom].
public interface Mailbox {

    /// Whether mail for this address is taken here. `recipient` is as the envelope has it, perhaps in other letters'
    /// case, perhaps with `+something` before the @. Asked while the sender waits, so it must not wait itself.
    boolean takes(String recipient);

    /// Keeps a mail. What it answers is told to the server that brought the mail: only after [Receipt.Kept] does that
    /// server forget its copy, so the mail must be committed by then. The bytes come first: whoever reads them
    /// before keeping them loses what he cannot read. An exception is our own fault and has the mail brought again.
    Receipt put(ArrivedMail mail);
}
