package dev.tocsin.incidents;

import dev.tocsin.monitor.posture.watch.PostureListener;
import dev.tocsin.monitor.posture.watch.PostureNews;
import dev.tocsin.monitor.posture.watch.PostureNews.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Makes incidents of what became worse about the posture of a target. They are for those who run it: customers are
/// told nothing, for nothing is down.
public final class PostureAlarms implements PostureListener {
    private static final Actor CLEAN = new Actor("the monitor", "clean looks");
    private static final int LONGEST = 160;

    private final Incidents incidents;
    private final Supplier<Map<String, Alerting>> alerting;

    /// @param alerting what each monitor means for people, by name; asked anew each time, for settings change
    public PostureAlarms(Incidents incidents, Supplier<Map<String, Alerting>> alerting) {
        this.incidents = incidents;
        this.alerting = alerting;
    }

    @Override
    public void postureChanged(Handle handle, List<PostureNews> all) {
        for (var news : all) {
            var known = Optional.ofNullable(alerting.get().get(news.monitor().name()));
            known.ifPresent(meaning -> {
                worse(handle, news, meaning);
                better(handle, news, meaning);
            });
        }
    }

    private void worse(Handle handle, PostureNews news, Alerting meaning) {
        severity(news).filter(_ -> !news.worse().isEmpty()).ifPresent(severity -> {
            var opening = opening(news, severity, meaning.policy());
            var open = incidents.findOpen(handle, key(news));
            var incident = open.isPresent() ? open : incidents.begin(handle, opening);
            incident.ifPresent(
                    one -> news.worse().forEach(step -> incidents.record(handle, one.id(), news.at(), found(step))));
            open.filter(one -> severity.compareTo(one.severity()) < 0).ifPresent(one -> {
                incidents.record(
                        handle,
                        one.id(),
                        news.at(),
                        new IncidentEvent.Worsened(one.severity().word(), severity.word()));
                incidents.worsen(handle, one, opening);
            });
        });
    }

    private void better(Handle handle, PostureNews news, Alerting meaning) {
        incidents.findOpen(handle, key(news)).ifPresent(incident -> {
            news.better()
                    .forEach(step -> incidents.record(
                            handle,
                            incident.id(),
                            news.at(),
                            new IncidentEvent.Mended(step.check(), step.summary(), step.after())));
            if (news.over() && meaning.autoResolve()) {
                incidents.resolve(handle, incident.id(), CLEAN, news.at());
            }
        });
    }

    private static IncidentStore.Opening opening(PostureNews news, Severity severity, String policy) {
        var name = news.monitor().name();
        var worst = news.worse().getFirst();
        var others = news.worse().stream().skip(1).map(Step::check).collect(Collectors.joining(", "));
        return new IncidentStore.Opening(
                key(news),
                Optional.of(news.monitorId().value()),
                Optional.of(name),
                cut(name.toUpperCase(Locale.ROOT) + ": " + worst.summary()),
                worst.check()
                        + (worst.after().isEmpty() ? "" : ": " + cut(worst.after()))
                        + (others.isEmpty() ? "" : "; also " + others),
                severity,
                policy,
                worst.since(),
                news.at(),
                Optional.empty());
    }

    private static IncidentEvent.Found found(Step step) {
        return new IncidentEvent.Found(
                step.check(),
                step.verdict(),
                step.severity().word(),
                step.summary(),
                step.since(),
                step.before(),
                step.after());
    }

    /// Empty for what is only told.
    private static Optional<Severity> severity(PostureNews news) {
        return switch (news.severity()) {
            case CRITICAL -> Optional.of(Severity.CRITICAL);
            case MAJOR -> Optional.of(Severity.MAJOR);
            case MINOR -> Optional.of(Severity.MINOR);
            case INFO -> Optional.empty();
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String key(PostureNews news) {
        return "posture:" + news.monitorId().value() + ":" + news.cause();
    }
}
