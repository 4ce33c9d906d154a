package dev.tocsin.statuspage;

import java.util.List;

/// What the house says to customers when no person has written yet: which component, how badly, and nothing
/// that only insiders should know. A monitor's reason never appears here.
record AutomaticText(List<String> components) {

    AutomaticText {
        if (components.isEmpty()) {
            throw new IllegalArgumentException("an incident that touches no component has nothing to tell customers");
        }
        components = List.copyOf(components);
    }

    /// True whatever becomes of it: the impact may still grow.
    String title() {
        return "Disruption of " + names();
    }

    String investigating(Impact impact) {
        return "%s. We are investigating.".formatted(state(impact));
    }

    String worse(Impact impact) {
        return "%s. We are still investigating.".formatted(state(impact));
    }

    String resolved() {
        return "%s %s working normally again.".formatted(names(), be());
    }

    /// Whoever stopped looking knows more than we do, but has not said it here.
    String unwatched() {
        return "A check of %s was switched off. This is closed without a confirmed recovery.".formatted(names());
    }

    private String state(Impact impact) {
        return switch (impact) {
            case NONE, MINOR -> "%s %s slower or less reliable than usual".formatted(names(), be());
            case MAJOR -> "Parts of %s are not available".formatted(names());
            case CRITICAL -> "%s %s not available".formatted(names(), be());
        };
    }

    private String be() {
        return components.size() == 1 ? "is" : "are";
    }

    private String names() {
        var last = components.size() - 1;
        return last == 0
                ? components.getFirst()
                : String.join(", ", components.subList(0, last)) + " and " + components.get(last);
    }
}
