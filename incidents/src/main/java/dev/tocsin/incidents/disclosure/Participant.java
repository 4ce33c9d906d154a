package dev.tocsin.incidents.disclosure;

import java.util.List;

/// Somebody who takes part in a case.
///
/// @param address in lower case
/// @param approved one who is not is told nothing
/// @param keys by which answers are sealed for him
/// @param offered keys that came later, and wait until a handler accepts them: whoever has an address of the case
/// can write in its owner's name
/// @param dismissed the fingerprints of keys that a handler does not want, whoever sends them
public record Participant(
        String address,
        String name,
        String authenticity,
        boolean approved,
        PersonKeys keys,
        PersonKeys offered,
        List<String> dismissed) {
    public Participant {
        dismissed = List.copyOf(dismissed);
    }

    /// Somebody of whom nothing is known yet but his name.
    static Participant newcomer(String address, String name, String authenticity, boolean approved) {
        return new Participant(address, name, authenticity, approved, PersonKeys.NONE, PersonKeys.NONE, List.of());
    }
}
