package dev.tocsin.app.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/// The body of an error (RFC 9457). `id` is what the log calls a fault of ours.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, String id) {
    static final String TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpStatus.getMessage(status), status, detail, "");
    }

    static Problem ours(String id) {
        return new Problem(
                "about:blank",
                HttpStatus.getMessage(500),
                500,
                "something went wrong on our side; the log tells it under problem " + id,
                id);
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
