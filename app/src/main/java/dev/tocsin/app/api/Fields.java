package dev.tocsin.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.edge.FieldFaults;
import dev.tocsin.config.Durations;
import dev.tocsin.config.FieldProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields of a body, read one by one. Every fault is noted and all are told at once by [#done], which also refuses
/// fields that nobody asked for.
public final class Fields {
    private final ObjectNode sent;
    private final String path;
    private final List<FieldProblem> problems;
    private final Set<String> known = new HashSet<>();
    private final List<Fields> below = new ArrayList<>();

    private Fields(ObjectNode sent, String path, List<FieldProblem> problems) {
        this.sent = sent;
        this.path = path;
        this.problems = problems;
    }

    /// The fields of a body that must be there; `wanted` says what should have been sent.
    public static Fields of(byte[] body, String wanted) throws JsonProcessingException {
        return new Fields(SentJson.object(body, wanted), "", new ArrayList<>());
    }

    /// The same where a body may be left out.
    public static Fields ofOptional(byte[] body, String wanted) throws JsonProcessingException {
        return body.length == 0
                ? new Fields(SentJson.MAPPER.createObjectNode(), "", new ArrayList<>())
                : of(body, wanted);
    }

    /// A text of `most` characters at most; empty where there is none, or only blanks.
    public Optional<String> text(String key, int most) {
        return value(key, (name, node) -> {
            if (!node.isTextual() || node.textValue().isBlank()) {
                return fault(name, "is no text", "write one");
            }
            var text = node.textValue().strip();
            if (text.length() > most) {
                return fault(name, "has %d characters".formatted(text.length()), "write %d at most".formatted(most));
            }
            return text.indexOf('\0') >= 0
                    ? fault(name, "has a character that no text has", "leave U+0000 out")
                    : Optional.of(text);
        });
    }

    /// The same where it must be there; what is missing is a fault, and the answer blank.
    public String neededText(String key, int most) {
        return needed(key, text(key, most)).orElse("");
    }

    public OptionalInt number(String key, int least, int most) {
        var number = value(
                key,
                (name, node) -> node.isInt() && node.intValue() >= least && node.intValue() <= most
                        ? Optional.of(node.intValue())
                        : fault(name, "is no number from %d to %d".formatted(least, most), "write one that is"));
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    public boolean flag(String key) {
        return value(
                        key,
                        (name, node) -> node.isBoolean()
                                ? Optional.of(node.booleanValue())
                                : fault(name, "is neither true nor false", "write one of the two"))
                .orElse(false);
    }

    /// A constant of `type`, written in small letters.
    public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
        var words = Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return value(
                key,
                (name, node) -> Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(node.asText()))
                        .findFirst()
                        .or(() -> fault(name, "is none of " + words, "write one of them")));
    }

    /// A time as settings write it, such as `2h`.
    public Optional<Duration> duration(String key, Duration least, Duration most) {
        return value(key, (name, node) -> {
            try {
                return Optional.of(Durations.parse(node.asText(), least, most));
            } catch (IllegalArgumentException no) {
                var words = String.valueOf(no.getMessage()).split(", (?=write)", 2);
                return fault(name, words[0], words.length == 2 ? words[1] : "write another");
            }
        });
    }

    public Optional<Instant> instant(String key) {
        return value(key, (name, node) -> {
            try {
                return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
            } catch (DateTimeException _) {
                return fault(name, "is no instant", "write one such as 2026-12-24T08:00:00Z");
            }
        });
    }

    public Optional<LocalDate> date(String key) {
        return value(key, (name, node) -> {
            try {
                return Optional.of(LocalDate.parse(node.asText()));
            } catch (DateTimeException _) {
                return fault(name, "is no date", "write one such as 2026-12-24");
            }
        });
    }

    /// A list of texts of `longest` characters at most each.
    public List<String> texts(String key, int most, int longest) {
        return value(key, (name, node) -> {
                    var texts = new ArrayList<String>();
                    node.forEach(
                            one -> texts.add(one.isTextual() ? one.textValue().strip() : ""));
                    var fits = node.isArray()
                            && texts.size() <= most
                            && texts.stream().noneMatch(text -> text.isEmpty() || text.length() > longest);
                    return fits
                            ? Optional.of(List.copyOf(texts))
                            : fault(
                                    name,
                                    "is no list of %d texts at most".formatted(most),
                                    "write [\"one\", \"two\"], each of %d characters at most".formatted(longest));
                })
                .orElse(List.of());
    }

    /// A list of objects, `most` at most, each read by `read`.
    public <T> List<T> each(String key, int most, Function<Fields, T> read) {
        return value(key, (name, node) -> {
                    if (!node.isArray() || node.size() > most) {
                        return fault(name, "is no list of %d objects at most".formatted(most), "write [{…}]");
                    }
                    var all = new ArrayList<T>();
                    for (var i = 0; i < node.size(); i++) {
                        if (node.get(i) instanceof ObjectNode object) {
                            var fields = new Fields(object, "%s[%d].".formatted(name, i), problems);
                            below.add(fields);
                            all.add(read.apply(fields));
                        } else {
                            problems.add(new FieldProblem("%s[%d]".formatted(name, i), "is no object", "write {…}"));
                        }
                    }
                    return Optional.of(List.copyOf(all));
                })
                .orElse(List.of());
    }

    /// Notes a fault that the caller found.
    public void problem(String key, String text, String cure) {
        problems.add(new FieldProblem(path + key, text, cure));
    }

    /// Notes when there is nothing.
    public <T> Optional<T> needed(String key, Optional<T> value) {
        if (value.isEmpty() && problems.stream().noneMatch(one -> one.field().equals(path + key))) {
            problem(key, "is missing", "write it");
        }
        return value;
    }

    /// Ends the reading.
    /// @throws FieldFaults naming every faulty field, also those that are not known
    public void done() {
        refuseUnknown();
        if (!problems.isEmpty()) {
            throw new FieldFaults(problems);
        }
    }

    private void refuseUnknown() {
        sent.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(
                        name,
                        "is not known",
                        "leave it out, or write one of "
                                + known.stream().sorted().toList());
            }
        });
        below.forEach(Fields::refuseUnknown);
    }

    private <T> Optional<T> value(String key, BiFunction<String, JsonNode, Optional<T>> read) {
        known.add(key);
        var node = sent.get(key);
        return node == null || node.isNull() ? Optional.empty() : read.apply(path + key, node);
    }

    private <T> Optional<T> fault(String name, String text, String cure) {
        problems.add(new FieldProblem(name, text, cure));
        return Optional.empty();
    }
}
