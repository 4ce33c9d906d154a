package dev.tocsin.statuspage;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Standing;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import dev.tocsin.monitor.availability.Watch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Boards made by hand, through the same assembly as the real ones: tests say what monitors said, not how it is
/// shown. Every component has one monitor of its own name unless told otherwise.
public final class SeededBoard {
    public static final Instant NOW = Instant.parse("2026-11-23T15:50:00Z");
    public static final Instant LONG_AGO = Instant.parse("2026-03-01T09:00:00Z");
    public static final PublicId PAGE = new PublicId("page00000001");

    private final RandomGenerator random = new Random(7);
    private final Map<String, ComponentSettings> components = new LinkedHashMap<>();
    private final Map<String, ComponentStore.Identity> identities = new HashMap<>();
    private final Map<String, MonitorState> states = new LinkedHashMap<>();
    private final List<VerdictInterval> intervals = new ArrayList<>();
    private final List<PublicIncident> incidents = new ArrayList<>();
    private final List<Maintenance> maintenances = new ArrayList<>();
    private final List<HandSet> handSets = new ArrayList<>();
    private PageOptions options = PageOptions.USUAL;
    private String name = "Example";
    private URI url = URI.create("https://status.example.com");
    private ZoneId zone = ZoneId.of("Etc/UTC");
    private IndicatorRule indicator = IndicatorRule.HONEST;
    private Figures figures = Figures.NONE;
    private Instant now = NOW;

    public SeededBoard named(String text) {
        name = text;
        return this;
    }

    public SeededBoard at(URI address) {
        url = address;
        return this;
    }

    public SeededBoard now(Instant instant) {
        now = instant;
        return this;
    }

    public SeededBoard in(ZoneId place) {
        zone = place;
        return this;
    }

    public SeededBoard strict() {
        indicator = IndicatorRule.STRICT;
        return this;
    }

    public SeededBoard component(String group, String component, String description) {
        return component(group, component, description, LONG_AGO);
    }

    /// A component whose monitor has been up since `since` and was looked at ten seconds ago.
    public SeededBoard component(String group, String component, String description, Instant since) {
        var inGroup = Optional.of(group).filter(text -> !text.isEmpty());
        inGroup.ifPresent(text -> identify(ComponentSettings.GROUP + text));
        identify(component);
        components.put(
                component, new ComponentSettings(component, inGroup, description, List.of(component), Publish.DRAFT));
        watch(component, Verdict.UP, since, Optional.of(now.minusSeconds(10)));
        intervals.add(new VerdictInterval(id(component), since, Optional.empty(), Verdict.UP));
        return this;
    }

    /// The monitor has been saying `verdict` since `since`.
    public SeededBoard says(String component, Verdict verdict, Instant since) {
        var seen = Objects.requireNonNull(states.get(component), component);
        watch(component, verdict, seen.createdAt(), seen.lastLookedAt());
        cut(component, since, Optional.empty(), verdict);
        return this;
    }

    /// The monitor said `verdict` for a while.
    public SeededBoard said(String component, Verdict verdict, String from, Duration lasted) {
        var began = Instant.parse(from);
        cut(component, began, Optional.of(began.plus(lasted)), verdict);
        return this;
    }

    /// Nobody has looked since `last`.
    public SeededBoard silent(String component, Instant last) {
        var seen = Objects.requireNonNull(states.get(component), component);
        watch(component, seen.standing().verdict(), seen.createdAt(), Optional.of(last));
        return this;
    }

    public SeededBoard incident(
            String id,
            String title,
            Impact impact,
            String started,
            List<String> affected,
            StatusUpdate... newestFirst) {
        var updates = List.of(newestFirst);
        var latest = updates.getFirst();
        var began = Instant.parse(started);
        return with(new PublicIncident(
                new PublicId(id),
                title,
                latest.phase(),
                impact,
                updates.getLast().createdAt(),
                latest.createdAt(),
                began,
                at(updates, Phase.MONITORING),
                at(updates, Phase.RESOLVED),
                affected.stream().map(this::idOf).toList(),
                updates));
    }

    /// In place of what was known of it.
    public SeededBoard with(PublicIncident incident) {
        incidents.removeIf(known -> known.id().equals(incident.id()));
        incidents.addFirst(incident);
        return this;
    }

    public SeededBoard with(Figures shown) {
        figures = shown;
        return this;
    }

    public SeededBoard with(PageOptions chosen) {
        options = chosen;
        return this;
    }

    /// A maintenance of `affected`; at work since `from` where its last update says so.
    public SeededBoard maintenance(
            String id, String title, String from, String until, List<String> affected, StatusUpdate... newestFirst) {
        var updates = List.of(newestFirst);
        var phase = updates.getFirst().phase();
        var begins = Instant.parse(from);
        maintenances.removeIf(known -> known.id().value().equals(id));
        maintenances.addFirst(new Maintenance(
                new PublicId(id),
                title,
                phase,
                begins,
                Instant.parse(until),
                true,
                ComponentStatus.OPERATIONAL,
                phase.isUnderWay() || phase == Phase.COMPLETED ? Optional.of(begins) : Optional.empty(),
                phase.isOpen()
                        ? Optional.empty()
                        : Optional.of(updates.getFirst().createdAt()),
                0,
                updates.getLast().createdAt(),
                updates.getFirst().createdAt(),
                affected.stream().map(this::idOf).toList(),
                updates,
                Optional.empty()));
        return this;
    }

    /// A person says `status` of it for a while.
    public SeededBoard handSet(String component, ComponentStatus status, String from, Duration lasts) {
        var began = Instant.parse(from);
        handSets.add(new HandSet(idOf(component), status, "by a colleague", "ana", began, began.plus(lasts)));
        return this;
    }

    public static StatusUpdate update(String id, Phase phase, String at, String body) {
        var instant = Instant.parse(at);
        return new StatusUpdate(new PublicId(id), phase, body, instant, instant);
    }

    public PublicId idOf(String component) {
        return Objects.requireNonNull(identities.get(component), component).id();
    }

    public Board board() {
        return StatusBoard.assemble(
                new StatusPageSettings(name, url, zone, indicator, List.copyOf(components.values()), options),
                new ComponentStore.Page(PAGE, LONG_AGO),
                identities,
                List.copyOf(states.values()),
                pasts(states.values(), intervals, now),
                incidents,
                maintenances,
                handSets,
                Past.NONE,
                figures,
                now);
    }

    static Map<MonitorId, Watch> pasts(Collection<MonitorState> states, List<VerdictInterval> intervals, Instant now) {
        return states.stream()
                .collect(Collectors.toMap(
                        MonitorState::id,
                        state -> Watch.of(
                                state.createdAt(),
                                state.lastLookedAt(),
                                state.every(),
                                intervals.stream()
                                        .filter(interval -> interval.monitorId().equals(state.id()))
                                        .toList(),
                                List.of(),
                                now)));
    }

    private static Optional<Instant> at(List<StatusUpdate> updates, Phase phase) {
        return updates.stream()
                .filter(update -> update.phase() == phase)
                .map(StatusUpdate::createdAt)
                .findFirst();
    }

    private void identify(String known) {
        identities.computeIfAbsent(
                known, text -> new ComponentStore.Identity(PublicId.random(random), text, LONG_AGO, LONG_AGO));
    }

    private void watch(String component, Verdict verdict, Instant since, Optional<Instant> looked) {
        var unknown = Standing.unknown(since);
        states.put(
                component,
                new MonitorState(
                        id(component),
                        component,
                        Duration.ofSeconds(30),
                        new Standing(verdict, since, unknown.answering(), unknown.prompt()),
                        looked,
                        "connection refused by 10.1.2.3",
                        since));
    }

    private static MonitorId id(String component) {
        return new MonitorId(component.hashCode());
    }

    /// Lays an interval over those that are there, so that they stay without gap or overlap.
    private void cut(String component, Instant from, Optional<Instant> to, Verdict verdict) {
        var before = List.copyOf(intervals);
        for (var old : before) {
            var ended = old.ended().orElse(Instant.MAX);
            if (!old.monitorId().equals(id(component)) || !from.isBefore(ended) || from.isBefore(old.began())) {
                continue;
            }
            intervals.remove(old);
            if (from.isAfter(old.began())) {
                intervals.add(new VerdictInterval(old.monitorId(), old.began(), Optional.of(from), old.verdict()));
            }
            intervals.add(new VerdictInterval(old.monitorId(), from, to, verdict));
            to.filter(ended::isAfter)
                    .ifPresent(end ->
                            intervals.add(new VerdictInterval(old.monitorId(), end, old.ended(), old.verdict())));
        }
    }
}
