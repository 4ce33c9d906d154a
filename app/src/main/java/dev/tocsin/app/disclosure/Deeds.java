package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.incidents.disclosure.Done;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;

/// How it is answered what was wanted done with a case.
final class Deeds {
    private Deeds() {}

    static Response done(long id, Done done) {
        return switch (done) {
            case Done.Yes() -> Response.noContent().build();
            case Done.Waits(var waits) ->
                Response.status(Response.Status.ACCEPTED)
                        .entity(JsonNodeFactory.instance.objectNode().put("waits", waits))
                        .build();
            case Done.No(var reason) -> throw new ClientErrorException(reason, 409);
            case Done.Unknown() -> throw unknown(id);
        };
    }

    static NotFoundException unknown(long id) {
        return new NotFoundException("there is no disclosure " + id);
    }
}
