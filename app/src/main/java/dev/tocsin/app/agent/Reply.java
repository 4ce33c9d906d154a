package dev.tocsin.app.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// What came of a request to the server.
sealed interface Reply {

    /// It did what it was asked for. `took` is the whole way there and back.
    record Done(JsonNode json, Duration took) implements Reply {}

    /// It understood and will not, and would not the next time either: `words` say what to mend.
    record Refused(int status, String words) implements Reply {}

    /// It cannot be reached, or is not well; it may be the next time.
    record Away(String words) implements Reply {

        /// For a person, once we have joined.
        String whileLooking() {
            return "the server is away (" + words + "): looking goes on, looks wait here";
        }
    }
}
