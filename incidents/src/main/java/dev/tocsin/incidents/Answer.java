package dev.tocsin.incidents;

/// What became of somebody's wish to act on an incident.
public sealed interface Answer {

    /// It was done just now.
    record Done(Incident incident) implements Answer {}

    /// It had been done before, by whom the incident says; nothing changed.
    record AlreadyDone(Incident incident) implements Answer {}

    /// The incident is over, so it can be neither acknowledged nor escalated.
    record AlreadyResolved(Incident incident) implements Answer {}

    /// There is no such incident.
    record NoSuchIncident() implements Answer {}
}
