package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a caller may rely on who sends a request again because the answer was lost.
class RepetitionsTest {
    private static final String NOTES = "/api/v1/incidents/1/notes";
    private static final String NOTE = "{\"text\": \"the database was full\"}";

    private final IncidentHouse house = new IncidentHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_note_that_is_sent_again_with_its_key_stands_there_once() throws Exception {
        var first = house.writeOnce(NOTES, NOTE, "key-1");
        var second = house.writeOnce(NOTES, NOTE, "key-1");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Served.json(second)).isEqualTo(Served.json(first));
        assertThat(notes()).isEqualTo(1);
        house.writeOnce(NOTES, NOTE, "key-2");
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void what_was_made_keeps_its_place() throws Exception {
        var body = "{\"key\": \"shop\", \"reason\": \"the move\", \"for\": \"2h\"}";

        var first = house.writeOnce("/api/v1/silences", body, "key-1");
        var second = house.writeOnce("/api/v1/silences", body, "key-1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Location"))
                .isPresent()
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(house.json("/api/v1/silences").path("silences")).hasSize(1);
    }

    @Test
    void a_key_belongs_to_one_request() throws Exception {
        house.writeOnce(NOTES, NOTE, "key-1");

        Served.assertProblem(house.writeOnce(NOTES, "{\"text\": \"another\"}", "key-1"), 422, "use a new key");
        Served.assertProblem(house.writeOnce("/api/v1/incidents/1/links", NOTE, "key-1"), 422, "use a new key");
        Served.assertProblem(house.writeOnce(NOTES, NOTE, "a key with spaces"), 400, "a UUID will do");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void what_was_refused_may_be_mended_with_the_same_key() throws Exception {
        Served.assertProblem(house.writeOnce(NOTES, "{}", "key-1"), 422, "text");

        assertThat(house.writeOnce(NOTES, NOTE, "key-1").statusCode()).isEqualTo(200);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void where_we_died_before_the_answer_the_caller_is_told_to_look() throws Exception {
        house.writeOnce(NOTES, NOTE, "key-1");
        house.unanswered("key-1");

        Served.assertProblem(house.writeOnce(NOTES, NOTE, "key-1"), 409, "look whether it was done");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_key_is_remembered_for_a_day() throws Exception {
        house.writeOnce(NOTES, NOTE, "key-1");

        house.clock.advance(Duration.ofHours(25));

        assertThat(house.writeOnce(NOTES, "{\"text\": \"another\"}", "key-1").statusCode())
                .isEqualTo(200);
    }

    private int notes() {
        var count = 0;
        for (var event : house.json("/api/v1/incidents/1").path("timeline")) {
            count += event.path("kind").asText().equals("noted") ? 1 : 0;
        }
        return count;
    }
}
