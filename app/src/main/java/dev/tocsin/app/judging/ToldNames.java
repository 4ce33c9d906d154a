package dev.tocsin.app.judging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Name servers that say what stands in the line: `{"example.com": [{"SPF": "v=spf1 -all"}, {"MX": [10, "mx"]}]}`.
/// `SPF`
/// is a `TXT` where the name has none of its own, and `TIMEOUT` has nobody answer what is not there.
record ToldNames(JsonNode zone) implements MailDns {
    private static final int MOST_ALIASES = 10;

    @Override
    public Answer ask(String name, Type type) {
        return ask(name, type, 0);
    }

    private Answer ask(String name, Type type, int aliases) {
        var records = records(name);
        var found = new ArrayList<String>();
        var silent = false;
        for (var record : records) {
            silent |= record.asText("").equals("TIMEOUT");
            if (record.path("CNAME").isTextual() && aliases < MOST_ALIASES) {
                return ask(record.path("CNAME").textValue(), type, aliases + 1);
            }
            found.addAll(values(record, type));
        }
        if (type == Type.TXT && records.stream().noneMatch(record -> record.has("TXT"))) {
            records.forEach(record -> found.addAll(texts(record.path("SPF"))));
        }
        return !found.isEmpty()
                ? new Answer.Found(found)
                : silent ? new Answer.Unsure("nobody answers") : new Answer.Nothing();
    }

    private static List<String> values(JsonNode record, Type type) {
        var value = record.path(type.name());
        return switch (type) {
            case TXT -> value.asText("").equals("NONE") ? List.of() : texts(value);
            case MX ->
                value.path(1).asText("").isEmpty()
                        ? List.of()
                        : List.of(value.path(1).asText());
            case A, AAAA, PTR -> value.isTextual() ? List.of(value.textValue()) : List.of();
        };
    }

    private static List<String> texts(JsonNode value) {
        return value.isMissingNode() ? List.of() : List.of(DisclosureLines.text(value));
    }

    private List<JsonNode> records(String name) {
        var wanted = bare(name);
        var records = new ArrayList<JsonNode>();
        for (var entry : zone.properties()) {
            if (bare(entry.getKey()).equals(wanted)) {
                entry.getValue().forEach(records::add);
            }
        }
        return records;
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}
