package dev.tocsin.incidents;

/// How bad an incident is; the order is the order in which pages leave.
public enum Severity {
    CRITICAL,
    MAJOR,
    MINOR
}
