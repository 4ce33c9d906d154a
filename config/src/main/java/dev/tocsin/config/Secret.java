package dev.tocsin.config;

/// A value that must never be printed. Every accidental way to text (a log line, an exception, a record's `toString`)
/// shows `[redacted]`; the one deliberate way is [#reveal()].
public record Secret(String value) {

    /// The value itself, to be handed to the library that needs it and nowhere else.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
