package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.incidents.mailroom.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Reads the parts of a mail with Apache Mime4j, which takes what it can get. A mail inside a mail is one part and
/// is not read. What goes beyond a bound, or cannot be read at all, is left out and named among the problems: the
/// raw mail is kept beside.
final class MailReader {
    static final int MOST_PARTS = 1_000;
    static final int DEEPEST = 100;
    static final int MOST_FIELDS = 10_000;
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final MimeConfig CONFIG = new MimeConfig.Builder()
            .setStrictParsing(false)
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .build();

    private final long startedAt = System.nanoTime();
    private final List<String> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private List<Field> fields = new ArrayList<>();
    private Header header = Header.NONE;
    private Optional<Entity> root = Optional.empty();
    private int parts;
    private int count;

    private record Open(Header header, Parameters type, List<Entity> parts) {}

    record Read(Entity root, List<String> problems) {}

    private MailReader() {}

    static Read read(byte[] mail) {
        return new MailReader().walk(mail);
    }

    private Read walk(byte[] mail) {
        var stream = new MimeTokenStream(CONFIG);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try {
            stream.parse(new ByteArrayInputStream(LineEnds.readable(mail)));
            while (take(stream)) {
                // One token after the other.
            }
        } catch (IOException | MimeException | RuntimeException fault) {
            problems.add(
                    "not all of this mail could be read: " + fault.getClass().getSimpleName());
        }
        while (!open.isEmpty()) {
            end();
        }
        return new Read(
                root.orElseGet(() -> new Entity.Leaf(header, type(header), Octets.NONE)), List.copyOf(problems));
    }

    /// Handles the token at hand; false when there is no more, or no more is wanted.
    private boolean take(MimeTokenStream stream) throws IOException, MimeException {
        Patience.check();
        switch (stream.getState()) {
            case T_START_HEADER -> fields = new ArrayList<>();
            case T_FIELD -> field(stream);
            case T_END_HEADER -> header = new Header(fields);
            case T_START_MULTIPART -> {
                if (open.size() >= DEEPEST) {
                    problems.add("parts stand inside parts more than %d deep".formatted(DEEPEST));
                    return false;
                }
                open.push(new Open(header, type(header), new ArrayList<>()));
            }
            case T_END_MULTIPART -> end();
            case T_BODY -> {
                if (++parts > MOST_PARTS) {
                    problems.add("more than %d parts".formatted(MOST_PARTS));
                    return false;
                }
                leaf(stream.getInputStream().readAllBytes());
            }
            case T_END_OF_STREAM -> {
                return false;
            }
            default -> {}
        }
        if (Duration.ofNanos(System.nanoTime() - startedAt).compareTo(LONGEST) > 0) {
            problems.add("reading took more than %d s".formatted(LONGEST.toSeconds()));
            return false;
        }
        stream.next();
        return true;
    }

    private void field(MimeTokenStream stream) {
        if (++count > MOST_FIELDS) {
            if (count == MOST_FIELDS + 1) {
                problems.add("more than %d header fields".formatted(MOST_FIELDS));
            }
            return;
        }
        var field = stream.getField();
        var raw = field.getRaw();
        var octets = raw == null ? "" : new String(raw.toByteArray(), ISO_8859_1);
        var colon = octets.indexOf(':');
        if (colon >= 0) {
            fields.add(new Field(octets.substring(0, colon).strip(), octets.substring(colon + 1)));
        } else {
            fields.add(new Field(field.getName(), String.valueOf(field.getBody())));
        }
    }

    private void leaf(byte[] body) {
        var encoding =
                header.first("Content-Transfer-Encoding").map(Field::unfolded).orElse("");
        add(new Entity.Leaf(header, type(header), new Octets(TransferEncoding.decode(encoding, body))));
        header = Header.NONE;
    }

    private void end() {
        var ended = open.pop();
        add(new Entity.Multipart(ended.header(), ended.type(), ended.parts()));
    }

    private void add(Entity entity) {
        if (open.isEmpty()) {
            root = root.or(() -> Optional.of(entity));
        } else {
            open.element().parts().add(entity);
        }
    }

    /// `text/plain` where nothing is said.
    private static Parameters type(Header header) {
        return header.first("Content-Type")
                .map(Parameters::read)
                .map(read -> read.value().contains("/") ? read : new Parameters(plain(read.value()), read.all()))
                .orElseGet(() -> new Parameters("text/plain", Map.of()));
    }

    private static String plain(String value) {
        return value.equals("html") ? "text/html" : "text/plain";
    }
}
