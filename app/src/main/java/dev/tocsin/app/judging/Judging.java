package dev.tocsin.app.judging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;

/// Judges line after line: one JSON object in, one out, in the same order, and each before the next is read. Whatever
/// stands in a line, its answer is one line too; what cannot be read is answered by `{"error": …}`.
public final class Judging {

    private static final int LONGEST_LINE = 8 * 1024 * 1024;
    private static final ObjectReader READER =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// Plain ASCII, whatever the terminal's encoding.
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private final JudgeKinds.Judge kind;
    private final InstantSource clock;

    public Judging(JudgeKinds.Judge kind, InstantSource clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /// Reads `in` to its end. Blocks while the other side keeps its lines back. Blank lines are left out. Answers
    /// whether every line could be read.
    public boolean judge(InputStream in, PrintWriter out) throws IOException {
        var all = true;
        var line = new ByteArrayOutputStream();
        var tooLong = false;
        for (var sign = in.read(); ; sign = in.read()) {
            if (sign >= 0 && sign != '\n') {
                if (line.size() < LONGEST_LINE) {
                    line.write(sign);
                } else {
                    tooLong = true;
                }
                continue;
            }
            var text = line.toString(UTF_8);
            if (!text.isBlank()) {
                var answer = tooLong ? error("the line is longer than 8 MiB") : answer(text);
                all &= !answer.has("error");
                out.println(WRITER.writeValueAsString(answer));
                out.flush();
            }
            line.reset();
            tooLong = false;
            if (sign < 0) {
                return all;
            }
        }
    }

    private ObjectNode answer(String text) {
        try {
            if (!(READER.readTree(text) instanceof ObjectNode fields)) {
                return error("the line is no JSON object");
            }
            var answer = judged(new Line(fields));
            // What names the line names its answer.
            return fields.has("id")
                    ? Line.answer().<ObjectNode>set("id", fields.get("id")).setAll(answer)
                    : answer;
        } catch (JsonProcessingException broken) {
            return error("the line is no JSON: " + broken.getOriginalMessage());
        }
    }

    private ObjectNode judged(Line line) {
        try {
            return kind.judge(line, clock.instant());
        } catch (Line.Unreadable unreadable) {
            return error(String.valueOf(unreadable.getMessage()));
        }
    }

    private static ObjectNode error(String message) {
        return Line.answer().put("error", message);
    }
}
