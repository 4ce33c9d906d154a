package dev.tocsin.monitor.web;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.heartbeat.CallBody;
import dev.tocsin.monitor.heartbeat.Calls;
import dev.tocsin.monitor.heartbeat.Signal;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Where jobs call. Open to everybody, because the token in the address is the permission. Answers in plain text,
/// which `curl` shows in the job's own log: `OK` once the call is committed, and never before.
@Path("/heartbeat/{token}")
public final class HeartbeatResource {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{16,128}");
    private static final Pattern RUN = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// In seconds: `curl --retry` waits for so long.
    private static final int LATER = 5;

    private final Calls calls;

    public HeartbeatResource(Calls calls) {
        this.calls = calls;
    }

    /// It went well.
    @GET
    @PermitAll
    public Response get(@PathParam("token") String token, @QueryParam("rid") @DefaultValue("") String run)
            throws IOException {
        return call(token, "", run, InputStream.nullInputStream());
    }

    @HEAD
    @PermitAll
    public Response head(@PathParam("token") String token, @QueryParam("rid") @DefaultValue("") String run)
            throws IOException {
        return call(token, "", run, InputStream.nullInputStream());
    }

    @POST
    @PermitAll
    public Response post(
            @PathParam("token") String token, @QueryParam("rid") @DefaultValue("") String run, InputStream body)
            throws IOException {
        return call(token, "", run, body);
    }

    /// `signal` is start, fail or an exit code.
    @GET
    @PermitAll
    @Path("/{signal}")
    public Response get(
            @PathParam("token") String token,
            @PathParam("signal") String signal,
            @QueryParam("rid") @DefaultValue("") String run)
            throws IOException {
        return call(token, signal, run, InputStream.nullInputStream());
    }

    @HEAD
    @PermitAll
    @Path("/{signal}")
    public Response head(
            @PathParam("token") String token,
            @PathParam("signal") String signal,
            @QueryParam("rid") @DefaultValue("") String run)
            throws IOException {
        return call(token, signal, run, InputStream.nullInputStream());
    }

    @POST
    @PermitAll
    @Path("/{signal}")
    public Response post(
            @PathParam("token") String token,
            @PathParam("signal") String signal,
            @QueryParam("rid") @DefaultValue("") String run,
            InputStream body)
            throws IOException {
        return call(token, signal, run, body);
    }

    private Response call(String token, String word, String run, InputStream body) throws IOException {
        if (!TOKEN.matcher(token).matches()) {
            return unknown();
        }
        var signal = Signal.parse(word);
        if (signal.isEmpty()) {
            return answer(404, "write nothing, start, fail or an exit code from 0 to 255 behind the address\n");
        }
        if (!run.isEmpty() && !RUN.matcher(run).matches()) {
            return answer(400, "rid is no UUID, write one such as $(uuidgen), the same for start and end\n");
        }
        // Read in any case: whoever still sends does not hear the answer.
        var text = CallBody.read(body);
        var said = signal.get().equals(Signal.START) ? Optional.<String>empty() : text;
        var id = Optional.of(run).filter(uuid -> !uuid.isEmpty()).map(UUID::fromString);
        return switch (calls.take(new Secret(token), signal.get(), id, said)) {
            case TAKEN -> answer(200, "OK");
            case UNKNOWN -> unknown();
            case TOO_MANY -> later(429, "too many unknown addresses are being called, try again\n");
            case NOT_NOW -> later(503, "the call could not be kept, try again\n");
        };
    }

    private static Response unknown() {
        return answer(404, "no heartbeat has this address, see tocsin heartbeat list\n");
    }

    private static Response later(int status, String text) {
        return Response.fromResponse(answer(status, text))
                .header(HttpHeaders.RETRY_AFTER, LATER)
                .build();
    }

    private static Response answer(int status, String text) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(text)
                .build();
    }
}
