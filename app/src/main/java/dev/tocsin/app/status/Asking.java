package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.app.api.Fields;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Words;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads what people send to be shown to customers.
final class Asking {
    static final int TITLE = 200;
    static final int BODY = 25_000;
    private static final int COMPONENTS = 500;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_PROMISE = Duration.ofDays(30);
    private static final Duration LONGEST_EMBARGO = Duration.ofDays(366);

    private Asking() {}

    static Fields fields(byte[] body, String wanted) throws JsonProcessingException {
        return Fields.of(body, wanted);
    }

    /// `status`, `body`, `impact`, `components`, `nextUpdateBy` or `nextUpdateIn`, `silent`. Where nothing is said of
    /// one, `otherwise` has the word.
    static Words words(Fields fields, Optional<Words> otherwise, Components components, Instant now) {
        var phase = fields.oneOf("status", Phase.class)
                .or(() -> otherwise.map(Words::phase))
                .or(() -> fields.needed("status", Optional.<Phase>empty()))
                .orElse(Phase.INVESTIGATING);
        var body = fields.text("body", BODY)
                .or(() -> otherwise.map(Words::body))
                .or(() -> fields.needed("body", Optional.<String>empty()))
                .orElse("");
        var named = components(fields, components);
        var silent = fields.flag("silent") || otherwise.map(Words::silent).orElse(false);
        return new Words(
                phase,
                body,
                fields.oneOf("impact", Impact.class).or(() -> otherwise.flatMap(Words::impact)),
                named.isEmpty() ? otherwise.map(Words::components).orElse(Set.of()) : named,
                promise(fields, now).or(() -> otherwise.flatMap(Words::nextUpdateBy)),
                silent);
    }

    static Set<PublicId> components(Fields fields, Components components) {
        var ids = new HashSet<PublicId>();
        for (var text : fields.texts("components", COMPONENTS, TITLE)) {
            components
                    .find(text)
                    .ifPresentOrElse(
                            one -> ids.add(one.id()),
                            () -> fields.problem(
                                    "components",
                                    "there is no component \"" + text + "\"",
                                    "write the name or the id of one of /api/v1/components"));
        }
        return ids;
    }

    private static Optional<Instant> promise(Fields fields, Instant now) {
        var by = fields.instant("nextUpdateBy");
        by.filter(at -> !at.isAfter(now) || at.isAfter(now.plus(LONGEST_PROMISE)))
                .ifPresent(_ -> fields.problem("nextUpdateBy", "is out of range", "write one within the next 30 days"));
        return by.or(
                () -> fields.duration("nextUpdateIn", SHORTEST, LONGEST_PROMISE).map(now::plus));
    }

    /// `draft` or `publishAt`; neither is now.
    static When when(Fields fields, Instant now, When otherwise) {
        var at = fields.instant("publishAt");
        at.filter(one -> one.isAfter(now.plus(LONGEST_EMBARGO)))
                .ifPresent(_ -> fields.problem("publishAt", "is too far ahead", "write one within a year"));
        var draft = fields.flag("draft");
        if (draft && at.isPresent()) {
            fields.problem("publishAt", "a draft waits for a person", "leave out one of draft and publishAt");
        }
        if (draft) {
            return new When.OnWord();
        }
        return at.<When>map(instant -> instant.isAfter(now) ? new When.At(instant) : new When.Now())
                .orElse(otherwise);
    }

    /// Who answers for it: the caller, or the person that the caller names.
    static String author(Fields fields, String caller) {
        return fields.text("author", TITLE).orElse(caller);
    }

    static PublicId id(String text) {
        try {
            return new PublicId(text);
        } catch (IllegalArgumentException none) {
            throw new NotFoundException("there is nothing called \"%s\" here".formatted(text), none);
        }
    }

    static NotFoundException unknown(PublicId id) {
        return new NotFoundException("there is nothing called " + id + " here");
    }

    static ClientErrorException conflict(String words) {
        return new ClientErrorException(words, 409);
    }
}
