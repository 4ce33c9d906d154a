package dev.tocsin.incidents.mailroom;

/// What became of a mail that was brought to us.
public sealed interface Receipt {

    /// Committed; whoever brought it may forget it.
    record Kept() implements Receipt {}

    /// Not kept, and it is our own fault or our own limit: it shall be brought again.
    record NotNow(String reason) implements Receipt {}

    /// Will never be kept: its sender is to be told.
    record Never(String reason) implements Receipt {}
}
