package dev.tocsin.incidents.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What is learnt from an incident: `owner` writes it until `due`. `version` counts its writings from 1.
public record Review(int version, Text text, List<Action> actions, Instant writtenAt, String writtenBy) {

    public Review {
        actions = List.copyOf(actions);
    }

    /// The words: what happened, whom it hurt, why, and what we know now. Empty where nobody has written yet.
    public record Text(String owner, LocalDate due, String summary, String impact, String cause, String lessons) {}

    /// What `owner` will do until `due` so that it does not happen again.
    public record Action(String text, String owner, LocalDate due, boolean done) {}
}
