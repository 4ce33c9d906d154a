package dev.tocsin.incidents.delivery;

import java.net.URI;

/// The list that a mail belongs to: its name, such as `status.example.com` (RFC 2919), and where this reader leaves it
/// with one click (RFC 2369 and 8058).
public record MailingList(String name, URI unsubscribe) {}
