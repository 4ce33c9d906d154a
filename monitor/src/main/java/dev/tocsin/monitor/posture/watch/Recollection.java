package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.HstsCheck;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.certificate.Renewal;
import dev.tocsin.monitor.posture.certificate.Renewal.Fingerprint;
import dev.tocsin.monitor.posture.hsts.PreloadRisk;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adds to a look what only a memory can tell: whether the certificate changed, and for how long the preload list has
/// been failing. Pure.
///
/// @param certificates all that were ever seen, the newest first
/// @param rows of the checks, as the look before left them
record Recollection(
        List<Fingerprint> certificates, Map<String, FindingStore.Row> rows, PostureMeasure measure, Instant at) {

    Map<String, Sighting> of(PostureFacts facts) {
        var sightings = new LinkedHashMap<String, Sighting>();
        facts.findings().forEach(found -> sightings.put(found.check(), Sighting.of(found)));
        measure.policy()
                .apply(renewal(facts.leaves()), at)
                .forEach(finding -> sightings.put(finding.check().id(), Sighting.of(finding)));
        sightings.computeIfPresent(HstsCheck.PRELOAD_AT_RISK.id(), (check, sighting) -> day(sighting, row(check)));
        return sightings;
    }

    private Optional<FindingStore.Row> row(String check) {
        return Optional.ofNullable(rows.get(check));
    }

    private List<Finding> renewal(List<PostureFacts.Leaf> leaves) {
        if (leaves.isEmpty()) {
            return List.of();
        }
        var served = leaves.stream().map(Recollection::fingerprint).toList();
        var fresh = served.stream()
                .filter(leaf ->
                        certificates.stream().noneMatch(known -> known.sha256().equals(leaf.sha256())))
                .findFirst();
        var pins = measure.pins();
        var unpinned = served.stream()
                .filter(leaf -> !pins.isEmpty() && !pins.contains(leaf.key()))
                .findFirst();
        var now = fresh.orElse(served.getFirst());
        // Where addresses show several certificates in turn, none that was seen before is a change.
        var last = fresh.isPresent() ? certificates.stream().findFirst() : Optional.of(now);
        var found = Renewal.of(last, now, pins);
        return unpinned.map(leaf -> List.of(
                        found.get(0), found.get(1), Renewal.of(last, leaf, pins).getLast()))
                .orElse(found);
    }

    private static Fingerprint fingerprint(PostureFacts.Leaf leaf) {
        return new Fingerprint(leaf.sha256(), leaf.issuer(), leaf.key(), leaf.notAfter());
    }

    /// The days count from the first of the looks in a row that found it so.
    private Sighting day(Sighting sighting, Optional<FindingStore.Row> row) {
        if (sighting.verdict() != PostureVerdict.FAIL) {
            return sighting;
        }
        var since = row.flatMap(FindingStore.Row::course)
                .filter(course -> course.level().verdict() == PostureVerdict.FAIL)
                .map(Course::since)
                .orElse(at);
        var words = PreloadRisk.at(Optional.of(since), at).map(PreloadRisk::toString);
        return new Sighting(
                sighting.verdict(),
                sighting.severity(),
                words.orElse(sighting.summary()),
                sighting.evidence(),
                sighting.seenAt());
    }
}
