package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a person has to say to customers. `impact` is how bad it is from then on, `components` what it touches beside
/// what it touched before, `nextUpdateBy` what is promised. Subscribers hear nothing of what is `silent`.
public record Words(
        Phase phase,
        String body,
        Optional<Impact> impact,
        Set<PublicId> components,
        Optional<Instant> nextUpdateBy,
        boolean silent) {

    public Words {
        components = Set.copyOf(components);
    }

    /// A plain sentence.
    public static Words of(Phase phase, String body) {
        return new Words(phase, body, Optional.empty(), Set.of(), Optional.empty(), false);
    }

    Words inSilence() {
        return new Words(phase, body, impact, components, nextUpdateBy, true);
    }

    /// The same with another text.
    public Words with(String text) {
        return new Words(phase, text, impact, components, nextUpdateBy, silent);
    }
}
