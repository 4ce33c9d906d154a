package dev.tocsin.incidents.disclosure;

import java.util.Optional;

/// One line of the log of all cases.
///
/// @param of empty where a mail was read that has no case
public record LoggedEvent(long id, Optional<DisclosureId> of, CaseEvent event) {}
