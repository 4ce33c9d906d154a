package dev.tocsin.monitor.posture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The findings of all addresses of a name as one list: each check once, with the worst that any address shows, and
/// where it shows. A visitor reaches any of them.
public final class AddressFindings {

    private AddressFindings() {}

    /// Joins them, and says under `cert.per-address` whether the addresses differ.
    ///
    /// @param byAddress the findings of each address, in the order in which they were looked at; never empty
    public static List<Finding> join(Map<String, List<Finding>> byAddress) {
        var joined = new ArrayList<>(worst(byAddress));
        joined.add(difference(byCheck(byAddress), byAddress.size()));
        return joined;
    }

    /// Joins them, and says nothing of differences but beside each finding.
    public static List<Finding> worst(Map<String, List<Finding>> byAddress) {
        if (byAddress.size() == 1) {
            var only = byAddress.values().iterator().next();
            // Most names have one address, and most checks one finding: there is nothing to join.
            if (only.stream().map(Finding::check).distinct().count() == only.size()) {
                return only;
            }
        }
        return byCheck(byAddress).values().stream()
                .flatMap(seen -> worst(seen, byAddress.size()).stream())
                .toList();
    }

    private static Map<Check, List<Map.Entry<String, Finding>>> byCheck(Map<String, List<Finding>> byAddress) {
        var all = new LinkedHashMap<Check, List<Map.Entry<String, Finding>>>();
        byAddress.forEach((address, findings) -> findings.forEach(finding ->
                all.computeIfAbsent(finding.check(), _ -> new ArrayList<>()).add(Map.entry(address, finding))));
        return all;
    }

    /// All findings of the worst verdict, each once.
    private static List<Finding> worst(List<Map.Entry<String, Finding>> seen, int addresses) {
        var verdict =
                seen.stream().map(one -> one.getValue().verdict()).reduce(PostureVerdict.PASS, PostureVerdict::or);
        var bySummary = new LinkedHashMap<String, List<Map.Entry<String, Finding>>>();
        seen.stream()
                .filter(one -> one.getValue().verdict() == verdict)
                .forEach(one -> bySummary
                        .computeIfAbsent(one.getValue().summary(), _ -> new ArrayList<>())
                        .add(one));
        var told = verdict == PostureVerdict.PASS ? bySummary.values().stream().limit(1) : bySummary.values().stream();
        return told.map(same -> told(same, addresses)).toList();
    }

    private static Finding told(List<Map.Entry<String, Finding>> same, int addresses) {
        var first = same.getFirst().getValue();
        var finding = same.stream()
                .flatMap(one -> one.getValue().seenAt().stream())
                .min(Comparator.naturalOrder())
                .map(first::seenAt)
                .orElse(first);
        var at = same.stream().map(Map.Entry::getKey).distinct().toList();
        if (at.size() == addresses || finding.verdict().compareTo(PostureVerdict.WARN) < 0) {
            return finding;
        }
        var where = at.size() + " of " + addresses + " addresses: " + String.join(", ", at);
        return finding.seeing(finding.evidence().isEmpty() ? where : finding.evidence() + " (" + where + ")");
    }

    private static Finding difference(Map<Check, List<Map.Entry<String, Finding>>> all, int addresses) {
        var failing = all.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof CertificateCheck || entry.getKey() == TlsCheck.CONNECT)
                .flatMap(entry -> entry.getValue().stream())
                .filter(one -> one.getValue().verdict() == PostureVerdict.FAIL)
                .collect(Collectors.groupingBy(Map.Entry::getKey, LinkedHashMap::new, Collectors.toList()));
        if (failing.isEmpty() || failing.size() == addresses) {
            return Finding.pass(
                    CertificateCheck.PER_ADDRESS, addresses == 1 ? "one address" : "the same at every address");
        }
        var severity = failing.values().stream()
                .flatMap(List::stream)
                .map(one -> one.getValue().severity())
                .reduce(Severity.INFO, (one, other) -> one.compareTo(other) >= 0 ? one : other);
        return Finding.fail(
                        CertificateCheck.PER_ADDRESS, "bad at " + failing.size() + " of " + addresses + " addresses")
                .weighing(severity)
                .seeing(String.join(", ", failing.keySet()));
    }
}
