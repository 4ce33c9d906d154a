package dev.tocsin.app.edge;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/// What is wrong with a JSON body, in one line for its sender: the place and the value, never our types.
final class JsonFault {
    private JsonFault() {}

    static String words(JsonProcessingException fault) {
        return switch (fault) {
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException why -> place(refused) + why.getMessage();
            case InvalidFormatException odd -> place(odd) + "\"" + odd.getValue() + "\" does not fit here";
            case MismatchedInputException other
            when other.getPath().isEmpty() -> "the body is empty or of another form than is expected here";
            case JsonMappingException other -> place(other) + "the value is of another kind than is expected here";
            default ->
                "line %d, column %d of the body is not JSON"
                        .formatted(
                                fault.getLocation() == null
                                        ? 1
                                        : fault.getLocation().getLineNr(),
                                fault.getLocation() == null
                                        ? 1
                                        : fault.getLocation().getColumnNr());
        };
    }

    private static String place(JsonMappingException fault) {
        var path = fault.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
