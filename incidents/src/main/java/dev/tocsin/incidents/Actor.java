package dev.tocsin.incidents;

/// Who acts, and by what way: `ana` by `sms`, `the monitor` by `recovery`.
public record Actor(String name, String via) {}
