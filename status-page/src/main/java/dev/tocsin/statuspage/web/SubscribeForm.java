package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import java.util.Optional;
import java.util.Set;

/// What somebody typed into the form, and what is wrong with it: `fault` is the key of a text, about the form for `by`.
public record SubscribeForm(
        Optional<SubscribeBy> by,
        String address,
        String scope,
        Set<String> components,
        String impact,
        Optional<String> matter,
        Optional<String> fault) {
    public static final SubscribeForm EMPTY =
            new SubscribeForm(Optional.empty(), "", "all", Set.of(), "none", Optional.empty(), Optional.empty());

    public SubscribeForm {
        components = Set.copyOf(components);
    }

    public SubscribeForm faulty(String key) {
        return new SubscribeForm(by, address, scope, components, impact, matter, Optional.of(key));
    }
}
