package dev.tocsin.incidents;

/// The number of an incident, as people say it: #198.
public record IncidentId(long value) {

    @Override
    public String toString() {
        return "#" + value;
    }
}
