package dev.tocsin.incidents.delivery;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The ways out of the house for each medium, as the settings in force have them. What was learned of a provider is
/// kept for as long as its settings stay.
public final class Routes implements Ways {
    private final Supplier<Map<Medium, List<Way>>> ways;
    private final InstantSource clock;
    private final Map<Medium, Known> known = new EnumMap<>(Medium.class);

    private record Known(List<Way> ways, Route route) {}

    /// @param ways asked anew each time, for settings change; the preferred one first
    public Routes(InstantSource clock, Supplier<Map<Medium, List<Way>>> ways) {
        this.clock = clock;
        this.ways = ways;
    }

    /// One provider for each medium, at any rate.
    static Routes single(InstantSource clock, Supplier<Map<Medium, Channel>> channels) {
        return new Routes(
                clock,
                () -> channels.get().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(new Way(one.getValue())))));
    }

    /// The way out for `medium`; empty where there is none.
    synchronized Optional<Route> of(Medium medium) {
        var current = ways.get().getOrDefault(medium, List.of());
        if (current.isEmpty()) {
            known.remove(medium);
            return Optional.empty();
        }
        var before = known.get(medium);
        if (before != null && before.ways().equals(current)) {
            return Optional.of(before.route());
        }
        var route = new Route(current, clock);
        known.put(medium, new Known(current, route));
        return Optional.of(route);
    }

    @Override
    public boolean open(Medium medium) {
        return of(medium).filter(route -> !route.failing()).isPresent();
    }

    /// Every provider that is set up.
    public List<ProviderState> state() {
        return Arrays.stream(Medium.values())
                .flatMap(medium -> of(medium).stream().flatMap(route -> route.state(medium)))
                .toList();
    }

    /// The providers that are left out at the moment, by medium.
    public Map<Medium, List<ProviderTrouble>> troubles() {
        var troubles = new EnumMap<Medium, List<ProviderTrouble>>(Medium.class);
        for (var medium : Medium.values()) {
            of(medium)
                    .map(Route::troubles)
                    .filter(some -> !some.isEmpty())
                    .ifPresent(some -> troubles.put(medium, some));
        }
        return troubles;
    }
}
