package dev.tocsin.incidents.disclosure;

/// The number of a case; people call it by its reference.
public record DisclosureId(long value) {}
