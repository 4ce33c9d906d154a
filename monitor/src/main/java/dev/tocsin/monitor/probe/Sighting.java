package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Timings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was seen at one of several addresses (`name`) of a target. Pure.
record Sighting(String name, Observation observation) {

    private static final int LONGEST_REASON = 1000;

    /// All as one. Any failure fails it, else whatever we could not tell leaves it untold. The evidence is that of the
    /// first that went wrong, or of the slowest where none did, with a check for each.
    /// @param sightings at least one
    /// @param resolved how long the name took, where it was looked up for all together
    static Observation joined(List<Sighting> sightings, Optional<Duration> resolved) {
        var failed = that(sightings, Observation.Failed.class);
        var untold = that(sightings, Observation.Inconclusive.class);
        if (!failed.isEmpty()) {
            var evidence = evidence(failed.getFirst(), sightings, resolved);
            return new Observation.Failed(evidence, blame(failed, sightings, "failed"));
        }
        if (!untold.isEmpty()) {
            var evidence = evidence(untold.getFirst(), sightings, resolved);
            return new Observation.Inconclusive(evidence, blame(untold, sightings, "could not be looked at"));
        }
        var slowest = sightings.stream()
                .max(Comparator.comparing(one -> one.timings().total()))
                .orElseThrow();
        var slow = sightings.stream()
                .anyMatch(one -> one.observation instanceof Observation.Passed passed && passed.slow());
        return new Observation.Passed(
                evidence(slowest, sightings, resolved), slow, slowest.observation.reason() + at(sightings));
    }

    private static List<Sighting> that(List<Sighting> sightings, Class<? extends Observation> outcome) {
        return sightings.stream()
                .filter(one -> outcome.isInstance(one.observation))
                .toList();
    }

    private static String blame(List<Sighting> bad, List<Sighting> all, String outcome) {
        var what = all.size() == 1 ? "the only address " : bad.size() + " of " + all.size() + " addresses ";
        return Wording.printable(
                bad.stream()
                        .map(one -> one.name + " (" + one.observation.reason() + ")")
                        .collect(Collectors.joining(", ", what + outcome + ": ", "")),
                LONGEST_REASON);
    }

    private static String at(List<Sighting> all) {
        return all.size() == 1
                ? ""
                : all.stream().map(Sighting::name).collect(Collectors.joining(", ", ", the slowest of ", ""));
    }

    private static Evidence evidence(Sighting chosen, List<Sighting> all, Optional<Duration> resolved) {
        var evidence = chosen.observation.evidence();
        var each = all.stream()
                .map(one -> new Check(
                        "address",
                        one.observation instanceof Observation.Passed,
                        one.name,
                        Wording.cut(one.observation.reason())));
        return new Evidence(
                evidence.at(),
                evidence.address(),
                chosen.timings(resolved),
                evidence.facts(),
                evidence.tls(),
                Stream.concat(evidence.checks().stream(), each).toList());
    }

    private Timings timings() {
        return observation.evidence().timings();
    }

    private Timings timings(Optional<Duration> resolved) {
        var own = timings();
        return new Timings(
                own.resolve().or(() -> resolved),
                own.connect(),
                own.tls(),
                own.request(),
                own.firstByte(),
                own.transfer(),
                own.total().plus(resolved.orElse(Duration.ZERO)));
    }
}
