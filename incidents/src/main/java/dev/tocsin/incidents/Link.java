package dev.tocsin.incidents;

import java.util.Locale;

/// What an incident is tied to: `target` is an address or a reference, `title` what people shall read.
public record Link(Relation relation, String target, String title) {

    /// What stands at the other end.
    public enum Relation {
        /// A report to security@.
        DISCLOSURE,
        /// What customers are told of it.
        STATUS,
        /// Another incident.
        INCIDENT,
        /// A page elsewhere: a ticket, a chat, a graph.
        PAGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
