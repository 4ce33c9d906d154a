package dev.tocsin.incidents.disclosure.mail;

import dev.tocsin.incidents.mailroom.Octets;

/// Something that came with a mail. It is never opened or unpacked.
///
/// @param name safe to show and to save under; empty when it has none
/// @param type as the mail has it
public record Attachment(String name, String type, Octets content) {}
