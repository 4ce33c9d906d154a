package dev.tocsin.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.net.URI;

/// A running server, asked for a drill. A server that cannot be reached is an [IOException], which may be over soon.
final class DrillClient implements AutoCloseable {
    private final ServerClient server;

    DrillClient(URI server, Secret token) {
        this.server = new ServerClient(server, token, Exit.COULD_NOT_TELL);
    }

    JsonNode open(String severity, String policy) throws IOException, InterruptedException {
        var wanted =
                JsonNodeFactory.instance.objectNode().put("severity", severity).put("policy", policy);
        return server.send("POST", "incidents/drill", wanted);
    }

    JsonNode show(long id) throws IOException, InterruptedException {
        return server.get("incidents/drill/" + id);
    }

    JsonNode resolve(long id) throws IOException, InterruptedException {
        return server.send("POST", "incidents/" + id + "/resolve", JsonNodeFactory.instance.objectNode());
    }

    @Override
    public void close() {
        server.close();
    }
}
