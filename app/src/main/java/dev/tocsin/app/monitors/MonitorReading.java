package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.FieldProblem;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.Monitor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a definition means. `shown` is the definition without its secrets; `broken` is what makes it no definition,
/// `dangling` what leads to nothing that there is, or to where monitors of the API may not look.
record MonitorReading(
        Monitor monitor,
        Alerting alerting,
        Optional<String> component,
        ObjectNode shown,
        List<FieldProblem> broken,
        List<FieldProblem> dangling) {

    /// Whether it can be watched. What dangles is no reason not to: the usual policy stands in for one that is gone, a
    /// parent that is gone is never down, the places that are left look on, and where it may not look the dial is
    /// refused.
    boolean watchable() {
        return broken.isEmpty();
    }

    List<FieldProblem> problems() {
        return Stream.concat(broken.stream(), dangling.stream()).toList();
    }
}
