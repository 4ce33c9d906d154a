package dev.tocsin.incidents.disclosure.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a mail says and what it brings: text first. Of alternatives the plain one is read; HTML is read for its
/// words where there is nothing else, and kept to be shown, made harmless, when somebody asks.
///
/// @param html as it came, decoded; to be shown only through a sanitiser
public record Content(String text, Optional<String> html, List<Attachment> attachments) {
    private static final int LONGEST = 4 << 20;
    private static final Set<String> NO_WORDS = Set.of("text/calendar", "text/rfc822-headers", "text/x-vcard");

    public Content {
        attachments = List.copyOf(attachments);
    }

    public static Content of(Entity root) {
        var attachments = new ArrayList<Attachment>();
        var said = read(root, attachments);
        return new Content(bounded(said.text()), said.html().map(Content::bounded), attachments);
    }

    /// @param plain whether somebody wrote it as text
    private record Said(String text, boolean plain, Optional<String> html) {
        static final Said NOTHING = new Said("", false, Optional.empty());
    }

    private static Said read(Entity entity, List<Attachment> attachments) {
        Patience.check();
        return switch (entity) {
            case Entity.Leaf leaf -> leaf(leaf, attachments);
            case Entity.Multipart multipart -> {
                var said = multipart.parts().stream()
                        .map(part -> read(part, attachments))
                        .toList();
                yield multipart.is("multipart/alternative") ? alternative(said) : joined(said);
            }
        };
    }

    private static Said leaf(Entity.Leaf leaf, List<Attachment> attachments) {
        var named = leaf.name();
        var words = isWords(leaf);
        if (named.isEmpty() && words) {
            return leaf.is("text/html") ? html(leaf.text()) : new Said(plain(leaf), true, Optional.empty());
        }
        if (Tnef.isTnef(leaf)) {
            attachments.addAll(Tnef.attachments(leaf.content()));
        }
        attachments.add(new Attachment(named.orElse(""), leaf.type().value(), leaf.content()));
        var shown = words && leaf.is("text/plain") && leaf.disposition().value().startsWith("inline");
        return shown ? new Said(plain(leaf), true, Optional.empty()) : Said.NOTHING;
    }

    private static boolean isWords(Entity.Leaf leaf) {
        var type = leaf.type().value();
        // A multipart that stands here has no parts that could be told apart: it is read as it is.
        return !leaf.disposition().value().startsWith("attachment")
                && (type.startsWith("text/") || type.startsWith("multipart/"))
                && !NO_WORDS.contains(type);
    }

    private static Said html(String html) {
        return new Said(HtmlText.of(html), false, Optional.of(html));
    }

    private static String plain(Entity.Leaf leaf) {
        var type = leaf.type();
        return type.get("format").filter("flowed"::equalsIgnoreCase).isPresent()
                ? FlowedText.unfold(
                        leaf.text(),
                        type.get("delsp").filter("yes"::equalsIgnoreCase).isPresent())
                : leaf.text();
    }

    private static Said alternative(List<Said> said) {
        var html = said.stream().flatMap(one -> one.html().stream()).findFirst();
        var plain = said.stream()
                .filter(one -> one.plain() && !one.text().isBlank())
                .toList();
        if (!plain.isEmpty()) {
            return new Said(joined(plain).text(), true, html);
        }
        return said.stream()
                .filter(one -> !one.text().isBlank())
                .reduce((_, last) -> last)
                .map(one -> new Said(one.text(), false, html))
                .orElse(new Said("", false, html));
    }

    private static Said joined(List<Said> said) {
        var text = new StringBuilder();
        for (var one : said) {
            if (!one.text().isBlank()) {
                text.append(text.isEmpty() ? "" : "\n").append(one.text());
            }
        }
        return new Said(
                text.toString(),
                said.stream().anyMatch(Said::plain),
                said.stream().flatMap(one -> one.html().stream()).findFirst());
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? Clean.text(text.substring(0, LONGEST)) : text;
    }
}
