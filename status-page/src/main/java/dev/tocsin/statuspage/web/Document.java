package dev.tocsin.statuspage.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A document that was made for whoever asked.
record Document(String text, boolean forPeople) {

    static Document page(String html) {
        return new Document(html, true);
    }

    static Document calendar(String text) {
        return new Document(text, false);
    }

    /// `before` is what stood in its place.
    Representation dressed(PageHeaders headers, @Nullable Representation before) {
        return Representation.of(
                text.getBytes(StandardCharsets.UTF_8),
                forPeople ? Rendering.HTML : Rendering.CALENDAR,
                forPeople ? headers.html() : headers.feed(),
                before);
    }
}
