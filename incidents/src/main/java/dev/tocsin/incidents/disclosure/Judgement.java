package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.triage.Kind;
import java.util.Optional;

/// What a handler thinks a case is. What is left out stays as it was.
///
/// @param vector a CVSS vector
/// @param credit as whom the reporter is to be named
/// @param agreed whether the reporter has said that he may be named; without that he is not
public record Judgement(Kind kind, Optional<String> vector, Optional<String> credit, boolean agreed) {}
