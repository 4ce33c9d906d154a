package dev.tocsin.statuspage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// The audit trail of the page. All of it works inside the caller's transaction.
public final class Changes {
    private static final JsonMapper JSON = new JsonMapper();

    private final ChangeStore store = new ChangeStore();

    /// Notes that `actor` did something to `subject`; `content` fills in what.
    public void note(
            Handle handle, String subject, Instant at, String actor, String kind, UnaryOperator<ObjectNode> content) {
        try {
            store.add(
                    handle,
                    subject,
                    at,
                    actor,
                    kind,
                    JSON.writeValueAsString(content.apply(JsonNodeFactory.instance.objectNode())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON could not be written", impossible);
        }
    }

    /// Everything that was done to `subject`, in its order.
    public List<Change> of(Handle handle, String subject) {
        return store.of(handle, subject);
    }
}
