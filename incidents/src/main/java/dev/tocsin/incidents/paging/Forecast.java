package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.paging.Pages.NextPage;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What happens next if nobody acts.
final class Forecast {
    private final Escalations escalations;
    private final BiFunction<Handle, Instant, PagingSettings> current;
    private final PageStore store = new PageStore();

    /// @param current the settings and who is on call by them at an instant
    Forecast(Escalations escalations, BiFunction<Handle, Instant, PagingSettings> current) {
        this.escalations = escalations;
        this.current = current;
    }

    /// The earliest of what is on its way: a contact whose delay runs, the next step, somebody whose own answer is
    /// awaited, an acknowledgement that runs out. Empty when nobody is to be paged any more.
    Optional<NextPage> next(Handle handle, Incident incident) {
        return switch (incident.status()) {
            case RESOLVED -> Optional.empty();
            case TRIGGERED ->
                earliest(Stream.of(
                        waiting(handle, incident),
                        awaited(handle, incident),
                        incident.escalateAt()
                                .flatMap(at -> step(handle, incident, incident.escalationStep(), at, held(incident)))));
            case ACKNOWLEDGED ->
                earliest(Stream.of(
                        waiting(handle, incident),
                        awaited(handle, incident),
                        incident.triggersAgainAt()
                                .flatMap(at -> step(handle, incident, 0, at, "nobody has come back to it by then: "))));
        };
    }

    private static String held(Incident incident) {
        return incident.heldBy().map(by -> "no longer held by " + by + ": ").orElse("");
    }

    private static Optional<NextPage> earliest(Stream<Optional<NextPage>> pages) {
        return pages.flatMap(Optional::stream).min(Comparator.comparing(NextPage::at));
    }

    private Optional<NextPage> waiting(Handle handle, Incident incident) {
        return store.waiting(handle, incident.id()).stream()
                .findFirst()
                .map(page -> new NextPage(page.dueAt(), page.responder(), page.contact(), page.because()));
    }

    private Optional<NextPage> step(Handle handle, Incident incident, int walked, Instant at, String why) {
        var settings = current.apply(handle, at);
        var decision = Escalation.decide(settings.policy(incident.policy()), walked, settings, at);
        return decision.called().stream()
                .findFirst()
                .map(called -> new NextPage(
                        at, called.responder().name(), contact(called.responder(), incident), why + called.because()));
    }

    private Optional<NextPage> awaited(Handle handle, Incident incident) {
        return escalations.nextAwaited(handle, incident).map(again -> {
            var responder = current.apply(handle, again.at()).responders().get(again.responder());
            var contact = responder == null ? "" : contact(responder, incident);
            return new NextPage(again.at(), again.responder(), contact, again.because());
        });
    }

    private static String contact(Responder responder, Incident incident) {
        return responder.rulesFor(incident.severity()).stream()
                .flatMap(rule -> responder.contact(rule.medium()).stream())
                .findFirst()
                .orElse("");
    }
}
