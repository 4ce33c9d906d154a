package dev.tocsin.statuspage;

/// How the overall indicator treats open incidents.
public enum IndicatorRule {
    /// The page is never green while an incident is open.
    HONEST,
    /// Atlassian's letter: only the components count.
    STRICT
}
