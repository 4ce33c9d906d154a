package dev.tocsin.incidents.delivery;

/// A provider that is set up, and whether it is left out because it fails.
public record ProviderState(Medium medium, String provider, boolean failing) {}
