package dev.tocsin.statuspage;

/// What happens on the page when a monitor of a component fails.
public enum Publish {
    /// A public incident opens and closes by itself.
    AUTOMATIC,
    /// The component shows its state; an incident is published by a person.
    DRAFT,
    /// The component shows its state, and nobody is asked to write.
    NEVER
}
