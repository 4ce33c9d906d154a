package dev.tocsin.incidents.ledger;

/// What checking the whole chain came to.
public sealed interface LedgerState {

    /// Every line is as it was sealed. `erased` lines have lost a person since and cannot be compared any more; `head`
    /// is the hash of the last link in hex: written down elsewhere, it proves later that nothing was replaced.
    record Whole(long lines, long erased, String head) implements LedgerState {}

    /// Something was changed at `position`; `why` says what, for people.
    record Broken(long position, String why) implements LedgerState {}
}
