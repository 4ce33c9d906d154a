package dev.tocsin.incidents.disclosure;

/// What came of something that a person wanted done with a case.
public sealed interface Done {
    record Yes() implements Done {}

    /// Written down under this number; it is done when a second person approves it.
    record Waits(long number) implements Done {}

    record No(String reason) implements Done {}

    /// There is no such case.
    record Unknown() implements Done {}
}
