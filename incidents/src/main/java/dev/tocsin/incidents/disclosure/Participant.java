package dev.tocsin.incidents.disclosure;

/// Somebody who takes part in a case.
///
/// @param address in lower case
/// @param approved one who is not is told nothing
/// @param pgpKey by which answers are sealed for him; empty when we have none
public record Participant(String address, String name, String authenticity, boolean approved, String pgpKey) {}
