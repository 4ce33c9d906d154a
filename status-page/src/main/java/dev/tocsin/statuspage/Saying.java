package dev.tocsin.statuspage;

/// What became of something that a person wanted to say.
public sealed interface Saying {

    /// It is written down, and published where it should be at once.
    record Done(Written written) implements Saying {}

    /// There is no incident, maintenance or update of this id.
    record Unknown(PublicId id) implements Saying {}

    /// It cannot follow what was said before; `why` is a sentence for the author.
    record OutOfTurn(String why) implements Saying {}
}
