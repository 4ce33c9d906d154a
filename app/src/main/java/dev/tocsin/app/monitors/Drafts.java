package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.edge.FieldFaults;
import dev.tocsin.config.FieldPath;
import dev.tocsin.config.FieldProblem;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.heartbeat.Heartbeats;
import dev.tocsin.monitor.inventory.Draft;
import dev.tocsin.monitor.inventory.Item;
import java.util.ArrayList;
import java.util.List;

/// Makes drafts of what callers send, or says what is wrong with all of it at once.
public final class Drafts {
    private final MonitorForm form;
    private final ApiMonitors ofApi;
    private final Heartbeats heartbeats;

    public Drafts(MonitorForm form, ApiMonitors ofApi, Heartbeats heartbeats) {
        this.form = form;
        this.ofApi = ofApi;
        this.heartbeats = heartbeats;
    }

    /// A monitor that does not exist yet.
    /// @throws FieldFaults naming every faulty field
    Draft made(ObjectNode definition) {
        var reading = form.read(definition, ofApi.names());
        return draft(definition, reading, problems(definition, reading));
    }

    /// The monitor of `item` with the definition `next`, of which the caller has `sent` all or a part. So far it was
    /// `stored`, and `shown` to callers.
    /// @throws FieldFaults naming every faulty field
    Draft changed(Item item, ObjectNode next, ObjectNode sent, ObjectNode stored, ObjectNode shown) {
        var definition = Redaction.restored(next, shown, stored);
        var reading = form.read(definition, ofApi.names());
        var problems = problems(definition, reading);
        if (!reading.monitor().name().equals(item.name()) && isSound(reading, "name")) {
            problems.add(new FieldProblem(
                    "name",
                    "the name of a monitor stays \"" + item.name() + "\": history, incidents and pages go by it",
                    "make a new monitor of the other name and delete this one"));
        }
        if (!Whereabouts.of(definition).equals(Whereabouts.of(stored))) {
            Redaction.carried(definition, reading.shown(), sent).stream()
                    .map(Drafts::notCarried)
                    .forEach(problems::add);
        }
        return draft(definition, reading, problems);
    }

    private List<FieldProblem> problems(ObjectNode definition, MonitorReading reading) {
        var problems = new ArrayList<>(reading.problems());
        for (var path : Redaction.marks(definition)) {
            if (isSound(reading, path.text())) {
                problems.add(new FieldProblem(
                        path.text(),
                        "\"" + Redaction.MARK + "\" stands where no secret is known",
                        "write the value itself"));
            }
        }
        if (problems.isEmpty() && reading.monitor().probe() instanceof Probe.Heartbeat job && heartbeats.isTaken(job)) {
            problems.add(new FieldProblem(
                    "heartbeat.token", "another heartbeat has the same token", "give each a token of its own"));
        }
        return problems;
    }

    private static boolean isSound(MonitorReading reading, String field) {
        return reading.problems().stream().noneMatch(problem -> problem.field().equals(field));
    }

    /// Else whoever may change a monitor, but not see its secrets, would let it carry them to himself.
    private static FieldProblem notCarried(FieldPath path) {
        return new FieldProblem(
                path.text(), "the monitor would look elsewhere and take this secret along", "give the value again");
    }

    private static Draft draft(ObjectNode definition, MonitorReading reading, List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new FieldFaults(problems);
        }
        return new Draft(
                reading.monitor(),
                DefinitionJson.secret(definition),
                reading.shown().toString());
    }
}
