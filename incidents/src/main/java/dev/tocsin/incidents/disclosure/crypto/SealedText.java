package dev.tocsin.incidents.disclosure.crypto;

/// Words sealed for one reader, as they leave.
///
/// @param body armour that stands in the text, or enveloped data in base64 that is the whole mail
/// @param enveloped which of the two
public record SealedText(String body, boolean enveloped) {}
