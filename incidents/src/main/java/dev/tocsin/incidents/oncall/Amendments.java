package dev.tocsin.incidents.oncall;

import dev.tocsin.incidents.oncall.ScheduleOverride.Add;
import dev.tocsin.incidents.oncall.ScheduleOverride.Remove;
import dev.tocsin.incidents.oncall.ScheduleOverride.Replace;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the overrides of an instant come to. First everyone's stand-in is looked for, through stand-ins of stand-ins;
/// then who is removed goes; then who is added comes, and stays whatever else is said of them: one person too many is
/// better than one too few. Sets and sorted names all through, so the order of the overrides has no say.
final class Amendments {
    private final Map<String, Map<String, Replacement>> replacements = new TreeMap<>();
    private final Map<String, Remove> removals = new TreeMap<>();
    private final Map<String, Add> additions = new TreeMap<>();

    private record Replacement(ScheduleOverride.Origin origin, boolean exchange) {}

    private Amendments() {}

    /// Those of `overrides` that count at `at`. They are sorted, so that of two that say the same, the same one is
    /// named as the reason each time.
    static Amendments at(Instant at, List<ScheduleOverride> overrides) {
        var found = new Amendments();
        for (var override : overrides) {
            switch (override) {
                case Add add -> {
                    if (add.window().contains(at)) {
                        found.additions.putIfAbsent(add.responder(), add);
                    }
                }
                case Remove remove -> {
                    if (remove.window().contains(at)) {
                        found.removals.putIfAbsent(remove.responder(), remove);
                    }
                }
                case Replace replace -> {
                    if (replace.window().contains(at)) {
                        var how = new Replacement(replace.origin(), false);
                        replace.standIns().forEach((away, standIn) -> found.replace(away, standIn, how));
                    }
                }
                case Swap swap -> {
                    var how = new Replacement(swap.origin(), true);
                    if (swap.first().contains(at)) {
                        found.replace(swap.one(), swap.other(), how);
                    }
                    if (swap.second().contains(at)) {
                        found.replace(swap.other(), swap.one(), how);
                    }
                }
                case Temporary _ -> {}
            }
        }
        return found;
    }

    /// The order in which overrides are kept.
    static List<ScheduleOverride> sorted(List<ScheduleOverride> overrides) {
        return overrides.stream()
                .sorted(Comparator.comparing(ScheduleOverride::toString))
                .toList();
    }

    private void replace(String away, String standIn, Replacement how) {
        if (!away.equals(standIn)) {
            replacements.computeIfAbsent(away, _ -> new TreeMap<>()).putIfAbsent(standIn, how);
        }
    }

    /// `posts` as they are with everything decided.
    Posts amend(Posts posts, String schedule) {
        if (replacements.isEmpty() && removals.isEmpty() && additions.isEmpty()) {
            return posts;
        }
        var byName = new LinkedHashMap<String, Posts.Post>();
        var gone = new ArrayList<String>();
        for (var post : posts.taken()) {
            for (var name : standIns(post.responder())) {
                var removed = removals.get(name);
                if (removed == null) {
                    byName.putIfAbsent(name, filled(post, name, schedule));
                } else {
                    gone.add("%s (override by %s)"
                            .formatted(name, removed.origin().words()));
                }
            }
        }
        additions.forEach((name, add) -> byName.putIfAbsent(
                name,
                new Posts.Post(
                        name,
                        "added to " + schedule,
                        "override by " + add.origin().words(),
                        add.window().from())));
        if (!byName.isEmpty()) {
            return Posts.of(List.copyOf(byName.values()));
        }
        return gone.isEmpty()
                ? posts
                : Posts.nobody("whoever would be on call in " + schedule + " is taken off: " + String.join(", ", gone));
    }

    private Posts.Post filled(Posts.Post post, String name, String schedule) {
        if (name.equals(post.responder())) {
            return post;
        }
        var how = replacements.getOrDefault(post.responder(), Map.of()).get(name);
        var note = how == null
                ? "through overrides of overrides"
                : (how.exchange() ? "exchange by " : "override by ")
                        + how.origin().words();
        return new Posts.Post(name, "standing in for " + post.responder() + " in " + schedule, note, post.identity());
    }

    /// Who is there for `name`, in alphabetical order: themselves where nobody stands in. People who stand in for each
    /// other in a circle exchange their turns, each goes one further.
    private Set<String> standIns(String name) {
        var found = new TreeSet<String>();
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(replacements.getOrDefault(name, Map.of()).keySet());
        if (open.isEmpty()) {
            return Set.of(name);
        }
        while (!open.isEmpty()) {
            var next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            var further = replacements.getOrDefault(next, Map.of()).keySet();
            if (further.isEmpty() || reaches(next, next)) {
                found.add(next);
            } else {
                open.addAll(further);
            }
        }
        return found;
    }

    private boolean reaches(String from, String to) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(replacements.getOrDefault(from, Map.of()).keySet());
        while (!open.isEmpty()) {
            var next = open.pop();
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(replacements.getOrDefault(next, Map.of()).keySet());
            }
        }
        return false;
    }
}
