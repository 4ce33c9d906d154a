package dev.tocsin.app.edge;

import dev.tocsin.config.FieldProblem;
import jakarta.ws.rs.ClientErrorException;
import java.util.List;
import java.util.stream.Collectors;

/// A body that could be read, with fields that cannot be taken as they are: answered with 422 and all of them at once.
public final class FieldFaults extends ClientErrorException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 3;

    private final transient List<FieldProblem> problems;

    public FieldFaults(List<FieldProblem> problems) {
        super(words(problems), 422);
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    private static String words(List<FieldProblem> problems) {
        var first = problems.stream().limit(SHOWN).map(FieldProblem::toString).collect(Collectors.joining("; "));
        return problems.size() > SHOWN ? first + "; and " + (problems.size() - SHOWN) + " more" : first;
    }
}
