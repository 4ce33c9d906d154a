package dev.tocsin.incidents.disclosure;

/// Somebody who takes part in a case.
///
/// @param address in lower case
/// @param approved one who is not is told nothing
/// @param keys by which answers are sealed for him
/// @param offered keys that came later, and wait until a handler accepts them: whoever has an address of the case
/// can write in its owner's name
public record Participant(
        String address, String name, String authenticity, boolean approved, PersonKeys keys, PersonKeys offered) {}
