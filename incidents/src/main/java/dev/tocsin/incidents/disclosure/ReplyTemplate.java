package dev.tocsin.incidents.disclosure;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.disclosure.mail.Clean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text prepared for answers: one of `security.replies`. `{reference}` becomes what the case is called, `{name}`
/// the first name of its reader, or his address where he gave none; with several readers it is `all`, so that none
/// learns of another. Nothing else of a case comes into it.
public record ReplyTemplate(String name, String text) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]{1,40})\\}");
    private static final int LONGEST = 10_000;
    private static final int LONGEST_NAME = 40;
    private static final int MOST = 100;

    static List<ReplyTemplate> readAll(Section security) {
        var all = new ArrayList<ReplyTemplate>();
        var names = new HashSet<String>();
        for (var section : security.sections("replies")) {
            var one = new ReplyTemplate(
                    section.parsed("name", ReplyTemplate::name, ""), section.parsed("text", ReplyTemplate::text, ""));
            if (!one.name().isEmpty() && !names.add(one.name())) {
                section.problem("name", "`%s` is there twice".formatted(one.name()), "give each text its own name");
            }
            all.add(one);
        }
        if (all.size() > MOST) {
            security.problem("replies", "there are %d".formatted(all.size()), "write %d at most".formatted(MOST));
        }
        return List.copyOf(all);
    }

    /// The text for these readers.
    String filled(String reference, List<Participant> readers) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1).equals("reference") ? reference : called(readers)));
    }

    private static String called(List<Participant> readers) {
        if (readers.size() != 1) {
            return "all";
        }
        var reader = readers.getFirst();
        var first = Clean.line(reader.name()).strip().split("[\\s,]+", 2)[0];
        return first.isEmpty() || first.length() > LONGEST_NAME ? reader.address() : first;
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "`%s` is no name for a text, write up to 40 of a-z, 0-9 and -".formatted(text));
        }
        return text;
    }

    private static String text(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("this has %d characters, write 1 to %d"
                    .formatted(text.strip().length(), LONGEST));
        }
        PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !word.equals("reference") && !word.equals("name"))
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException(
                            "`{%s}` stands for nothing, write {reference} or {name}".formatted(word));
                });
        return text.strip();
    }
}
