package dev.tocsin.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.inventory.Request;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/// Does what [OncePerKey] promises, as the
/// [draft](https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)
/// of the header says. The request is a row before it is acted on. Where the process died between the two nobody
/// knows whether it was: then the caller is told to look. What was refused may be mended and sent with the same key.
@OncePerKey
public final class Repetitions implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final String CLAIMED = Repetitions.class.getName();

    private final Database database;
    private final InstantSource clock;
    private final RepetitionStore store = new RepetitionStore();

    public Repetitions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        var key = context.getHeaderString(HEADER);
        var caller = context.getSecurityContext().getUserPrincipal();
        if (key == null || caller == null || !context.getMethod().equals(HttpMethod.POST)) {
            return;
        }
        var body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
        var request = Keys.request(caller.getName(), key, fingerprinted(context, body));
        var before = database.transact(handle -> store.claim(handle, request, clock.instant()));
        if (before.isEmpty()) {
            context.setProperty(CLAIMED, request);
            return;
        }
        context.abortWith(answer(request, before.get()));
    }

    private static byte[] fingerprinted(ContainerRequestContext context, byte[] body) {
        var path = (context.getUriInfo().getPath() + "\n").getBytes(StandardCharsets.UTF_8);
        var both = new byte[path.length + body.length];
        System.arraycopy(path, 0, both, 0, path.length);
        System.arraycopy(body, 0, both, path.length, body.length);
        return both;
    }

    private static Response answer(Request request, RepetitionStore.Kept kept) {
        if (!kept.fingerprint().equals(request.fingerprint())) {
            throw new ClientErrorException(
                    "the Idempotency-Key came with another request before: use a new key for a new request", 422);
        }
        var said = kept.said()
                .orElseThrow(() -> new ClientErrorException(
                        "the same request came before and has no answer yet: look whether it was done before you send"
                                + " it with a new key",
                        409));
        var answer = Response.status(said.status());
        said.body().ifPresent(body -> answer.entity(body).type(MediaType.APPLICATION_JSON_TYPE));
        said.location().ifPresent(location -> answer.header(HttpHeaders.LOCATION, location));
        return answer.build();
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        if (!(context.getProperty(CLAIMED) instanceof Request request)) {
            return;
        }
        if (response.getStatus() >= 400) {
            database.run(handle -> store.release(handle, request));
            return;
        }
        var said = new RepetitionStore.Said(
                response.getStatus(),
                Optional.ofNullable(response.getHeaderString(HttpHeaders.LOCATION)),
                Optional.ofNullable(response.getEntity()).map(Repetitions::json));
        database.run(handle -> store.answer(handle, request, said));
    }

    private static String json(Object entity) {
        if (entity instanceof JsonNode node) {
            return node.toString();
        }
        throw new IllegalStateException("an answer that is no JSON cannot be given again: " + entity.getClass());
    }
}
