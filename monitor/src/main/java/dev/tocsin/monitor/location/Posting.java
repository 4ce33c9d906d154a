package dev.tocsin.monitor.location;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.monitor.PostedLook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The looks of one post. So many as `strange` could not be read, the first of them because of `reason`.
public record Posting(List<PostedLook> looks, int strange, String reason) {

    public Posting {
        looks = List.copyOf(looks);
    }

    /// The body of a post, whatever is in it.
    /// @throws IOException when it is no JSON
    public static JsonNode tree(byte[] body) throws IOException {
        return PortableJson.read(body, JsonNode.class);
    }

    /// Reads what [LooksJson#body] wrote. One look that cannot be read is left out.
    public static Posting read(JsonNode json) {
        var looks = new ArrayList<PostedLook>();
        var strange = 0;
        var reason = "";
        for (var one : json.path("looks")) {
            try {
                looks.add(LooksJson.read(one));
            } catch (IOException | RuntimeException fault) {
                strange++;
                reason = reason.isEmpty() ? PortableJson.complaint(fault) : reason;
            }
        }
        return new Posting(looks, strange, reason);
    }
}
