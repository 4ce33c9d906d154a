package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Wording;
import io.grpc.Status;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the end of a call means, in a sentence. Pure.
final class StatusWords {

    /// The library's words for an answer by HTTP that is not gRPC.
    private static final Pattern PLAIN_HTTP = Pattern.compile("HTTP status code (\\d{3})|invalid content-type");

    /// Its words for an answer that is not HTTP/2, and for none.
    private static final Pattern NO_HTTP2 = Pattern.compile("^(FRAME_SIZE|PROTOCOL|TYPE_|FLOW_CONTROL|Expected)");

    private static final String HUNG_UP = "End of stream";

    private StatusWords() {}

    /// Whether `broken` ended a connection on which something else than HTTP/2 was spoken.
    static boolean isNoHttp2(IOException broken) {
        return NO_HTTP2.matcher(String.valueOf(broken.getMessage())).find();
    }

    /// For a call that did not end well. `server` is how it is named in sentences.
    static String failed(Status status, Probe.Grpc probe, String server) {
        var said = Optional.ofNullable(status.getDescription()).orElse("");
        var http = PLAIN_HTTP.matcher(said);
        if (http.find()) {
            return server + " does not answer by gRPC"
                    + (http.group(1) == null ? "" : " but by HTTP with status " + http.group(1));
        }
        if (said.startsWith(HUNG_UP)) {
            return "connection closed by " + server + " before the answer was complete";
        }
        var named = status.getCode().name();
        var words = said.isBlank() ? "" : ": " + Wording.printable(said.strip(), 100);
        return switch (status.getCode()) {
            case NOT_FOUND -> server + " knows no service " + Wording.quoted(probe.service()) + " (" + named + ")";
            case UNIMPLEMENTED -> server + " does not offer grpc.health.v1.Health (" + named + ")";
            case UNAUTHENTICATED, PERMISSION_DENIED -> server + " refuses the health check (" + named + words + ")";
            default -> "health check ended with " + named + words + ", says " + server;
        };
    }

    /// For an answer other than SERVING.
    static String notServing(HealthCheck.Serving serving, Probe.Grpc probe) {
        var who = probe.service().isEmpty() ? "server" : "service " + Wording.quoted(probe.service());
        return switch (serving) {
            case SERVING -> who + " is SERVING";
            case NOT_SERVING, UNKNOWN -> who + " is " + serving + ", expected SERVING";
            case SERVICE_UNKNOWN -> who + " is not known there (SERVICE_UNKNOWN), expected SERVING";
            case UNRECOGNIZED -> who + " has a status that is none, expected SERVING";
        };
    }
}
