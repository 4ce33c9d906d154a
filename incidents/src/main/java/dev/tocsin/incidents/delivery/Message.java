package dev.tocsin.incidents.delivery;

import java.util.Optional;

/// What is to be said to whom. `recipient` is a phone number in E.164 or a mail address; `subject` and `html` are
/// used by mail only. `topic` groups messages of one matter: they can be withdrawn together and form one mail
/// thread. `reference` is unique, stands in the text, and finds the message again in a provider's log. `head` is for
/// mails that are part of a correspondence, `list` for those to many readers.
public record Message(
        Medium medium,
        String recipient,
        String subject,
        String text,
        Optional<String> html,
        String topic,
        String reference,
        Optional<MailHead> head,
        Optional<MailingList> list) {

    /// One to a single reader.
    public Message(
            Medium medium,
            String recipient,
            String subject,
            String text,
            Optional<String> html,
            String topic,
            String reference,
            Optional<MailHead> head) {
        this(medium, recipient, subject, text, html, topic, reference, head, Optional.empty());
    }

    /// One without a head of its own.
    public Message(
            Medium medium,
            String recipient,
            String subject,
            String text,
            Optional<String> html,
            String topic,
            String reference) {
        this(medium, recipient, subject, text, html, topic, reference, Optional.empty());
    }

    /// The same, saying that it may have come before. Programs know it by its number.
    Message again() {
        if (head.isPresent()) {
            // A letter to somebody stays as it was written; his mailbox knows it again by its Message-ID.
            return this;
        }
        return switch (medium) {
            case VOICE -> new Message(medium, recipient, subject, "Again. " + text, html, topic, reference, head, list);
            case SMS, EMAIL ->
                new Message(medium, recipient, subject, "(again) " + text, html, topic, reference, head, list);
            case WEBHOOK -> this;
        };
    }
}
