package dev.tocsin.incidents.mailroom;

import java.time.Instant;
import java.util.Optional;

/// A mail as it was brought, for one recipient.
///
/// @param sender whom the envelope names; empty for the null return path `<>`, by which machines write
/// @param recipient for whom it is, by the envelope
public record ArrivedMail(Optional<String> sender, String recipient, RawMail raw, Instant arrivedAt) {}
