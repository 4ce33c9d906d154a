package dev.tocsin.incidents.delivery;

import java.net.URI;
import java.util.Optional;

/// The list that a mail belongs to: its name, such as `status.example.com` (RFC 2919), where this reader
/// leaves it with one click (RFC 2369 and 8058), and the address to which a mail does the same.
public record MailingList(String name, URI unsubscribe, Optional<String> byMail) {}
