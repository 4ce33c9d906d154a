package dev.tocsin.incidents.rota;

/// What became of the wish to take an override back.
public sealed interface TakenBack {

    /// It counts no more, from now on.
    record Done() implements TakenBack {}

    record NoSuchOverride() implements TakenBack {}

    /// It counts no more already: it is over, or somebody else was faster.
    record Already(KeptOverride kept) implements TakenBack {}

    /// Half of an exchange may have been worked: taking it back would leave the other half without return.
    record Begun() implements TakenBack {}
}
