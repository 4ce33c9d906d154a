package dev.tocsin.monitor.posture.hsts;

import static dev.tocsin.monitor.posture.HstsCheck.PRELOAD_AT_RISK;
import static dev.tocsin.monitor.posture.HstsCheck.PRELOAD_ELIGIBLE;
import static dev.tocsin.monitor.posture.HstsCheck.PRELOAD_LISTED;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.name.HostName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the preload list has to do with a host.
public final class PreloadChecks {

    private PreloadChecks() {}

    /// Judges by the list and by the checker's rules.
    ///
    /// @param list empty without a file of it
    /// @param sight what the checker would see; empty where that could not be found out
    /// @param failingSince the first of the looks in a row that found a listed host failing
    public static List<Finding> of(
            String host,
            Profile profile,
            Optional<PreloadList> list,
            Optional<PreloadEligibility.Sight> sight,
            Optional<Instant> failingSince,
            Instant now) {
        var entry = list.flatMap(known -> HostName.parse(host).flatMap(known::find));
        var policy = entry.map(PreloadList.Entry::rule).orElse(PreloadCheck.Policy.ONE_YEAR);
        var eligibility = sight.map(seen -> PreloadEligibility.of(seen, policy));
        return List.of(
                eligible(profile, eligibility),
                listed(host, list, entry, now),
                risk(host, entry, eligibility, failingSince, now));
    }

    private static Finding eligible(Profile profile, Optional<PreloadEligibility> eligibility) {
        if (eligibility.isEmpty()) {
            return Finding.untested(PRELOAD_ELIGIBLE, "the checker's rules could not be tried");
        }
        var found = eligibility.get();
        if (found.passes()) {
            return Finding.pass(PRELOAD_ELIGIBLE, "keeps the rules of the preload list")
                    .seeing(String.join(", ", found.warnings()));
        }
        var words = "does not keep the rules of the preload list";
        var evidence = String.join(", ", found.errors());
        return profile == Profile.PRELOAD
                ? Finding.fail(PRELOAD_ELIGIBLE, words).seeing(evidence)
                : Finding.info(PRELOAD_ELIGIBLE, words).seeing(evidence);
    }

    private static Finding listed(
            String host, Optional<PreloadList> list, Optional<PreloadList.Entry> entry, Instant now) {
        if (list.isEmpty()) {
            return Finding.untested(PRELOAD_LISTED, "no file of the preload list is set");
        }
        var age = list.get().old(now) ? "; the list is older than 60 days" : "";
        return entry.map(found -> Finding.info(
                                PRELOAD_LISTED,
                                (found.name().equals(host) ? "preloaded" : "preloaded by " + found.name()) + age)
                        .seeing(found.policy()))
                .orElseGet(() -> Finding.pass(PRELOAD_LISTED, "not preloaded" + age));
    }

    private static Finding risk(
            String host,
            Optional<PreloadList.Entry> entry,
            Optional<PreloadEligibility> eligibility,
            Optional<Instant> failingSince,
            Instant now) {
        if (entry.filter(found -> found.pruned() && found.name().equals(host)).isEmpty()) {
            return Finding.pass(PRELOAD_AT_RISK, "no entry that could be removed");
        }
        if (eligibility.isEmpty()) {
            return Finding.untested(PRELOAD_AT_RISK, "the checker's rules could not be tried");
        }
        return eligibility.get().passes()
                ? Finding.pass(PRELOAD_AT_RISK, "the entry stays")
                : Finding.fail(
                                PRELOAD_AT_RISK,
                                PreloadRisk.at(failingSince.or(() -> Optional.of(now)), now)
                                        .map(PreloadRisk::toString)
                                        .orElse(""))
                        .seeing(String.join(", ", eligibility.get().errors()));
    }
}
