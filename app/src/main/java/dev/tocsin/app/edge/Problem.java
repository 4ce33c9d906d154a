package dev.tocsin.app.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/// The body of an error (RFC 9457). `id` is what the log calls a fault of ours; `errors` are the faulty fields of what
/// was sent.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, String id, List<FieldError> errors) {
    static final String TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpStatus.getMessage(status), status, detail, "", List.of());
    }

    /// One faulty field: where, what is wrong, and how to mend it.
    record FieldError(String field, String problem, String cure) {}

    static Problem of(FieldFaults faults) {
        var status = faults.getResponse().getStatus();
        return new Problem(
                "about:blank",
                HttpStatus.getMessage(status),
                status,
                String.valueOf(faults.getMessage()),
                "",
                faults.problems().stream()
                        .map(one -> new FieldError(one.field(), one.text(), one.cure()))
                        .toList());
    }

    static Problem ours(String id) {
        return new Problem(
                "about:blank",
                HttpStatus.getMessage(500),
                500,
                "something went wrong on our side; the log tells it under problem " + id,
                id,
                List.of());
    }

    Response response() {
        return response(Map.of());
    }

    Response response(Map<String, String> headers) {
        var response = Response.status(status).type(MediaType.valueOf(TYPE)).entity(this);
        headers.forEach(response::header);
        return response.build();
    }
}
