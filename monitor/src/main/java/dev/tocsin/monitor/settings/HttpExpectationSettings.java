package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.HeaderExpectation;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.HttpExpectation.Trait;
import dev.tocsin.monitor.Regex;
import dev.tocsin.monitor.json.JsonCondition;
import dev.tocsin.monitor.json.JsonExpectation;
import dev.tocsin.monitor.json.JsonQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads what an HTTP answer must be like.
final class HttpExpectationSettings {
    private static final Duration LONGEST_WITHIN = Duration.ofMinutes(1);

    /// No more of a body is ever read.
    private static final int MOST_BYTES = 1024 * 1024;

    private static final String ABSENT = "absent";

    private HttpExpectationSettings() {}

    static HttpExpectation read(Section expect) {
        var body = expect.section("body");
        var status = expect.parsedList("status", StatusRange::parse);
        return new HttpExpectation(
                status.isEmpty() ? HttpExpectation.ANY_SUCCESS.status() : status,
                body.texts("contains"),
                body.parsedList("matches", Regex::parse),
                body.texts("absent"),
                expect.optionalDuration("within", Duration.ofMillis(1), LONGEST_WITHIN),
                expect.has("slowIsDown") && expect.flag("slowIsDown"),
                json(expect),
                headers(expect),
                traits(expect),
                expect.optionalNumber("maxBytes", 1, MOST_BYTES));
    }

    private static List<JsonExpectation> json(Section expect) {
        var section = expect.section("json");
        var all = new ArrayList<JsonExpectation>();
        expect.entries("json")
                .forEach((path, condition) -> read(section, path, JsonQuery::parse, path)
                        .flatMap(query -> read(section, path, JsonCondition::parse, condition)
                                .map(wanted -> new JsonExpectation(query, wanted)))
                        .ifPresent(all::add));
        return List.copyOf(all);
    }

    private static List<HeaderExpectation> headers(Section expect) {
        var section = expect.section("header");
        var all = new ArrayList<HeaderExpectation>();
        expect.entryLists("header").forEach((name, written) -> {
            var patterns = written.stream()
                    .filter(text -> !text.equals(ABSENT))
                    .flatMap(text -> read(section, name, Regex::parse, text).stream())
                    .toList();
            if (written.contains(ABSENT) && written.size() > 1) {
                section.problem(name, "a header that is absent matches nothing", "keep absent alone, or the patterns");
            }
            if (!written.isEmpty()) {
                all.add(new HeaderExpectation(name, patterns));
            }
        });
        return List.copyOf(all);
    }

    /// Notes what `parse` says against `text`, in the form "what is wrong, how to mend it", at `key`.
    private static <T> Optional<T> read(Section section, String key, Function<String, T> parse, String text) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException fault) {
            var message = String.valueOf(fault.getMessage());
            var comma = message.lastIndexOf(", ");
            section.problem(key, message.substring(0, comma), message.substring(comma + 2));
            return Optional.empty();
        }
    }

    private static Set<Trait> traits(Section expect) {
        var traits = EnumSet.noneOf(Trait.class);
        if (expect.optionalFlag("http2").orElse(false)) {
            traits.add(Trait.HTTP2);
        }
        if (expect.optionalFlag("tls13").orElse(false)) {
            traits.add(Trait.TLS13);
        }
        if (expect.optionalFlag("compressed").orElse(false)) {
            traits.add(Trait.COMPRESSED);
        }
        return Set.copyOf(traits);
    }
}
