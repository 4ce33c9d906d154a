package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Incident;

/// A page that can be answered, and the incident as it is now.
public record Summons(Page page, Incident incident) {}
