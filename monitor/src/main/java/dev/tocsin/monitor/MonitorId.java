package dev.tocsin.monitor;

/// The number of a monitor's row.
public record MonitorId(long value) {}
