package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.util.Optional;

/// What lay in a mailbox when it was last compared with what we have of it.
///
/// @param missing how many of those that were to be kept were not; they are taken over at once
public record MailboxCount(String mailbox, int mails, int missing, Optional<Instant> countedAt) {}
