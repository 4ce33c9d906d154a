package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides what one more look at a target means for people. Somebody is called only when a check became worse than it
/// was accepted, and two of three looks say so; all that one look brings is one call. It is over after three looks in
/// a row that found nothing, at every address.
final class PostureFold {

    /// What is new about one cause.
    ///
    /// @param over whether nothing of it is left
    record News(
            String cause,
            Severity severity,
            List<PostureNews.Step> worse,
            List<PostureNews.Step> better,
            boolean over) {}

    /// What a look comes to.
    ///
    /// @param doubt whether something critical is to be confirmed by another look at once
    record Folded(Map<String, Course> courses, List<News> news, boolean doubt) {}

    private final Map<String, Course> known;
    private final Run run;
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Map<String, List<PostureNews.Step>> worse = new LinkedHashMap<>();
    private final Map<String, List<PostureNews.Step>> better = new LinkedHashMap<>();

    private PostureFold(Map<String, Course> known, Run run) {
        this.known = known;
        this.run = run;
    }

    /// @param known by check, as the looks before left them
    static Folded after(Map<String, Course> known, Run run) {
        return new PostureFold(known, run).folded();
    }

    private Folded folded() {
        known.forEach((check, course) -> {
            if (!run.off().contains(check)) {
                courses.put(check, course);
            } else {
                course.alarm().ifPresent(alarm -> better(alarm.cause(), off(check)));
            }
        });
        var tested = run.sightings().entrySet().stream()
                .filter(entry -> entry.getValue().tested() && !run.off().contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        tested.forEach(check ->
                courses.put(check, Course.after(Optional.ofNullable(courses.get(check)), sighting(check), run)));
        relieve(tested);
        var own = tested.stream()
                .filter(check -> !Causes.follows(check, bad(tested)))
                .toList();
        if (!run.held()) {
            raise(own);
        }
        return new Folded(
                Map.copyOf(courses), news(), !run.held() && own.stream().anyMatch(this::doubtful));
    }

    private Sighting sighting(String check) {
        return Objects.requireNonNull(run.sightings().get(check));
    }

    private Set<String> bad(List<String> tested) {
        return tested.stream()
                .filter(check -> course(check).level().worseThan(course(check).accepted())
                        || course(check).alarm().isPresent())
                .collect(Collectors.toSet());
    }

    private Course course(String check) {
        return Objects.requireNonNull(courses.get(check));
    }

    private void relieve(List<String> tested) {
        var left = courses.entrySet().stream()
                .filter(entry -> !entry.getValue().over())
                .filter(entry -> entry.getValue().alarm().isPresent()
                        || entry.getValue().level().worseThan(entry.getValue().accepted()))
                .map(entry -> Causes.of(entry.getKey()))
                .collect(Collectors.toSet());
        courses.replaceAll((check, course) -> {
            // One that only points to another is not in order before that one is.
            if (!course.over() || !run.whole() || !tested.contains(check) || left.contains(Causes.of(check))) {
                return course;
            }
            course.alarm().ifPresent(alarm -> better(alarm.cause(), step(check, "")));
            return course.relieved();
        });
    }

    /// Everything new has one cause, the worst of it, or that of an incident which it makes worse.
    private void raise(List<String> own) {
        var due = own.stream()
                .filter(check -> confirmed(check).filter(course(check)::isNews).isPresent())
                .sorted(Comparator.comparing((String check) -> confirmed(check).orElse(Level.CLEAN))
                        .reversed())
                .toList();
        if (due.isEmpty()) {
            return;
        }
        var joined =
                due.stream().flatMap(check -> open(check).stream()).findFirst().orElse(Causes.of(due.getFirst()));
        for (var check : due) {
            var cause = open(check).orElse(joined);
            worse.computeIfAbsent(cause, _ -> new ArrayList<>())
                    .add(step(check, course(check).calmEvidence()));
            courses.put(
                    check,
                    course(check)
                            .alarmed(new Course.Alarm(cause, confirmed(check).orElse(Level.CLEAN))));
        }
    }

    /// The incident that it belongs to already.
    private Optional<String> open(String check) {
        return course(check)
                .alarm()
                .map(Course.Alarm::cause)
                .or(() -> courses.values().stream()
                        .flatMap(course -> course.alarm().stream())
                        .map(Course.Alarm::cause)
                        .filter(Causes.of(check)::equals)
                        .findFirst());
    }

    private Optional<Level> confirmed(String check) {
        return course(check).confirmed(Causes.once(check));
    }

    private boolean doubtful(String check) {
        var course = course(check);
        return course.level().severity() == Severity.CRITICAL && course.isNews(course.level());
    }

    private void better(String cause, PostureNews.Step step) {
        better.computeIfAbsent(cause, _ -> new ArrayList<>()).add(step);
    }

    private PostureNews.Step step(String check, String before) {
        var sighting = sighting(check);
        return new PostureNews.Step(
                check,
                sighting.verdict().word(),
                sighting.severity(),
                sighting.summary(),
                course(check).since(),
                before,
                sighting.evidence());
    }

    private PostureNews.Step off(String check) {
        return new PostureNews.Step(
                check, PostureVerdict.UNTESTED.word(), Severity.INFO, "the check was switched off", run.at(), "", "");
    }

    private List<News> news() {
        return Stream.concat(worse.keySet().stream(), better.keySet().stream())
                .distinct()
                .map(cause -> new News(
                        cause,
                        courses.values().stream()
                                .flatMap(course -> course.alarm().stream())
                                .filter(alarm -> alarm.cause().equals(cause))
                                .map(alarm -> alarm.level().severity())
                                .reduce(Severity.INFO, (one, other) -> one.compareTo(other) >= 0 ? one : other),
                        worse.getOrDefault(cause, List.of()),
                        better.getOrDefault(cause, List.of()),
                        courses.values().stream()
                                .flatMap(course -> course.alarm().stream())
                                .noneMatch(alarm -> alarm.cause().equals(cause))))
                .toList();
    }
}
