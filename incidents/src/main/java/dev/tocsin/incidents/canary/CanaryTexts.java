package dev.tocsin.incidents.canary;

import dev.tocsin.incidents.delivery.InboundTexts;
import java.util.Arrays;
import java.util.Optional;

/// Takes the daily text to ourselves out of what people write, and hands all else on.
public final class CanaryTexts implements InboundTexts {
    private final CanaryPages pages;
    private final InboundTexts people;

    public CanaryTexts(CanaryPages pages, InboundTexts people) {
        this.pages = pages;
        this.people = people;
    }

    @Override
    public Optional<String> received(String from, String text) {
        var token = Arrays.stream(text.strip().split("\\s+", -1))
                .reduce((_, last) -> last)
                .orElse("");
        return token.length() >= 20 && pages.back(token) ? Optional.empty() : people.received(from, text);
    }
}
