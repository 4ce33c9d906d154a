package dev.tocsin.app;

import dev.tocsin.monitor.Monitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a reload changes, in lines for the operator. Pure.
record ReloadPlan(List<String> lines) {
    private static final String NOTHING = "nothing changes";

    static ReloadPlan between(Settings before, Settings after) {
        return between(before, after, Set.of());
    }

    /// @param ofApi the names of the monitors of the API
    static ReloadPlan between(Settings before, Settings after, Set<String> ofApi) {
        var lines = new ArrayList<String>();
        lines.addAll(
                changes("monitor", byName(before.monitors(), m -> m.name()), byName(after.monitors(), m -> m.name())));
        after.monitors().stream()
                .map(Monitor::name)
                .filter(ofApi::contains)
                .map(name -> "monitor " + name + " was made over the API and is the file's from now on")
                .forEach(lines::add);
        lines.addAll(changes(
                "location",
                byName(before.locations().elsewhere(), l -> l.name()),
                byName(after.locations().elsewhere(), l -> l.name())));
        lines.addAll(changes("alerting of", before.alerting(), after.alerting()));
        lines.addAll(changes(
                "responder", before.paging().responders(), after.paging().responders()));
        lines.addAll(
                changes("schedule", before.paging().schedules(), after.paging().schedules()));
        lines.addAll(
                changes("policy", before.paging().policies(), after.paging().policies()));
        lines.addAll(changes(
                "component",
                byName(before.statusPage().components(), c -> c.name()),
                byName(after.statusPage().components(), c -> c.name())));
        note(
                lines,
                "apiMonitors changed: counts from the next look on",
                before.monitorGround().rule(),
                after.monitorGround().rule());
        var past = before.channels();
        var next = after.channels();
        note(lines, "channels.twilio changed", past.twilio(), next.twilio());
        note(lines, "channels.twilioFallback changed", past.twilioFallback(), next.twilioFallback());
        note(lines, "channels.smtp changed", past.smtp(), next.smtp());
        lines.addAll(
                changes("webhook", byName(past.webhooks(), w -> w.name()), byName(next.webhooks(), w -> w.name())));
        note(
                lines,
                "location changed: the server's own place is called "
                        + after.locations().here(),
                before.locations().here(),
                after.locations().here());
        note(lines, "deadMan changed: counts from the next sign on", before.deadMan(), after.deadMan());
        note(lines, "canaryPage changed: counts from the next one on", before.canaryPage(), after.canaryPage());
        note(
                lines,
                "security changed: imap, lmtp and masterKey take effect at the next start",
                before.security(),
                after.security());
        note(lines, "integrations changed", before.integrations(), after.integrations());
        note(lines, "url changed: takes effect at the next start", before.url(), after.url());
        note(lines, "http changed: takes effect at the next start", before.http(), after.http());
        note(lines, "database changed: takes effect at the next start", before.database(), after.database());
        note(lines, "data changed: takes effect at the next start", before.data(), after.data());
        return new ReloadPlan(lines.isEmpty() ? List.of(NOTHING) : List.copyOf(lines));
    }

    /// The same, with what it means for monitors of the API.
    ReloadPlan with(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(lines);
        all.remove(NOTHING);
        all.addAll(more);
        return new ReloadPlan(List.copyOf(all));
    }

    private static <T> Map<String, T> byName(Collection<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, one -> one));
    }

    private static <T> List<String> changes(String kind, Map<String, T> before, Map<String, T> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var merged = new HashMap<String, String>();
        for (var name : names) {
            if (!before.containsKey(name)) {
                merged.put(name, "comes");
            } else if (!after.containsKey(name)) {
                merged.put(name, "goes");
            } else if (!Objects.equals(before.get(name), after.get(name))) {
                merged.put(name, "changes");
            }
        }
        return names.stream()
                .filter(merged::containsKey)
                .map(name -> kind + " " + name + " " + merged.get(name))
                .toList();
    }

    private static void note(List<String> lines, String line, Object before, Object after) {
        if (!before.equals(after)) {
            lines.add(line);
        }
    }
}
