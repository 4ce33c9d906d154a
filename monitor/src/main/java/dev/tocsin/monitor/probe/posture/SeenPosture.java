package dev.tocsin.monitor.probe.posture;

import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.TlsFacts;
import dev.tocsin.monitor.posture.CertificateCheck;
import dev.tocsin.monitor.posture.Check;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Grade;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.live.PostureSight;
import dev.tocsin.monitor.probe.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a look saw as it is kept: each check once, in plain words, and nothing without a bound.
final class SeenPosture {

    private static final int LONGEST = 1_000;
    private static final int LONGEST_SUMMARY = 300;
    private static final Set<Check> TRUSTED = Set.of(
            CertificateCheck.EXPIRED,
            CertificateCheck.NOT_YET_VALID,
            CertificateCheck.SELF_SIGNED,
            CertificateCheck.TRUST,
            CertificateCheck.PATH,
            CertificateCheck.REVOKED);

    private SeenPosture() {}

    static PostureFacts facts(Probe.Posture probe, PostureSight sight) {
        var byCheck = new LinkedHashMap<Check, List<Finding>>();
        sight.findings()
                .forEach(finding -> byCheck.computeIfAbsent(finding.check(), _ -> new ArrayList<>())
                        .add(finding));
        var grade = sight.grade();
        return new PostureFacts(
                probe.url() + " " + probe.measure().policy().profile().word(),
                sight.whole(),
                grade.letter().sign(),
                Optional.of(mark(grade.transport())),
                sight.page().isEmpty() ? Optional.empty() : Optional.of(mark(grade.headers())),
                grade.coverage().done(),
                grade.coverage().of(),
                byCheck.values().stream().map(SeenPosture::found).toList(),
                sight.leaves().stream().map(SeenPosture::leaf).toList(),
                sight.addresses().size(),
                Wording.printable(sight.page(), LONGEST));
    }

    private static PostureFacts.Mark mark(Grade.Part part) {
        return new PostureFacts.Mark(part.letter().sign(), part.score());
    }

    /// The worst of what a check says, with all that it says.
    private static PostureFacts.Found found(List<Finding> findings) {
        var worst = findings.stream()
                .max(Comparator.comparing(Finding::verdict).thenComparing(Finding::severity))
                .orElseThrow();
        var same = findings.stream()
                .filter(finding -> finding.verdict() == worst.verdict())
                .toList();
        return new PostureFacts.Found(
                worst.check().id(),
                worst.verdict().word(),
                worst.severity().word(),
                Wording.printable(
                        same.stream().map(Finding::summary).distinct().collect(Collectors.joining("; ")),
                        LONGEST_SUMMARY),
                Wording.printable(
                        same.stream()
                                .map(Finding::evidence)
                                .filter(evidence -> !evidence.isEmpty())
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        LONGEST),
                same.stream().flatMap(finding -> finding.seenAt().stream()).min(Comparator.naturalOrder()));
    }

    private static PostureFacts.Leaf leaf(PostureSight.LeafSight leaf) {
        var certificate = leaf.certificate();
        return new PostureFacts.Leaf(
                certificate.sha256(),
                Wording.printable(certificate.subject(), LONGEST),
                Wording.printable(certificate.issuer(), LONGEST),
                leaf.key(),
                certificate.sans().stream().map(Wording::cut).toList(),
                certificate.serial(),
                certificate.notBefore(),
                certificate.notAfter(),
                leaf.at());
    }

    /// The chain of the first address that showed one, in the words of every other kind of look.
    static Optional<TlsFacts> tls(PostureSight sight) {
        if (sight.certificates().isEmpty()) {
            return Optional.empty();
        }
        var words = sight.addresses().stream()
                .filter(PostureSight.AddressSight::connected)
                .map(address -> address.tls().split(", ", 2))
                .findFirst()
                .orElse(new String[] {"", ""});
        return Optional.of(new TlsFacts(
                words[0].replace("TLS ", "TLSv"),
                words.length > 1 ? words[1] : "",
                sight.certificates(),
                TRUSTED.stream().noneMatch(check -> fails(sight, check)),
                !fails(sight, CertificateCheck.HOSTNAME)));
    }

    private static boolean fails(PostureSight sight, Check check) {
        return sight.findings().stream()
                .anyMatch(finding -> finding.check() == check && finding.verdict() == PostureVerdict.FAIL);
    }
}
