package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.oncall.Window;

/// What became of an override that somebody asked for.
public sealed interface Outcome {

    /// It counts, from now on or since the same request came before.
    record Made(KeptOverride kept) implements Outcome {}

    /// Another one says exactly the same.
    record Same(long id) implements Outcome {}

    /// It would have been over before it was made.
    record Over() implements Outcome {}

    /// Another temporary schedule stands in the place of the schedule within the window already.
    record Occupied(long id) implements Outcome {}

    /// Who would give a shift away in an exchange does not have it, in all of `window`.
    record NotTheirs(String responder, Window window) implements Outcome {}

    /// There are as many as may count or come.
    record TooMany(int most) implements Outcome {}

    /// The key of the request belongs to another one.
    record KeyTaken() implements Outcome {}
}
