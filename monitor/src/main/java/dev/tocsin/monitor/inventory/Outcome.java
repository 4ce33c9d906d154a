package dev.tocsin.monitor.inventory;

import dev.tocsin.monitor.Owner;

/// What became of a change that somebody asked for.
public sealed interface Outcome {

    /// It is done, or was so already.
    record Done(Item item) implements Outcome {}

    /// It was done now, or when the same request came before; `answer` is what was answered.
    record Created(long id, long version, String answer) implements Outcome {}

    record NoSuchMonitor() implements Outcome {}

    /// The settings file says what this monitor is, and nobody else.
    record OfTheFile(String name) implements Outcome {}

    record NameTaken(String name, Owner owner) implements Outcome {}

    /// There are as many as there may be.
    record TooMany(int most) implements Outcome {}

    /// Somebody else has changed it since.
    record Stale(long version) implements Outcome {}

    /// The key of the request belongs to another one.
    record KeyTaken() implements Outcome {}
}
