package dev.tocsin.monitor.inventory;

/// A request that may be sent again by whoever did not hear our answer. `caller` and `key` tell it from others, and
/// `fingerprint` is equal for the same body alone.
public record Request(String caller, String key, String fingerprint) {}
