package dev.tocsin.monitor.posture.hsts;

import dev.tocsin.monitor.posture.name.IpLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The two verdicts on the Strict-Transport-Security fields of one answer: whether browsers honour them, and whether
/// the preload checker accepts them. They differ more often than one thinks.
public record HstsVerdict(
        boolean valid,
        OptionalLong maxAge,
        boolean includeSubDomains,
        boolean preload,
        boolean preloadEligible,
        List<HstsIssue> issues,
        PreloadCheck checker,
        Optional<String> divergence) {

    /// The answer that carried the fields.
    ///
    /// @param fields the values in the order in which they came
    /// @param host as in the URL; empty for some name
    /// @param trusted whether the certificate was, without which browsers take note of nothing (RFC 6797, 8.1)
    public record Answer(List<String> fields, boolean overHttps, Optional<String> host, boolean trusted) {

        public Answer {
            fields = List.copyOf(fields);
        }
    }

    public HstsVerdict {
        issues = List.copyOf(issues);
    }

    public static HstsVerdict of(Answer answer, PreloadCheck.Policy policy) {
        var checker = PreloadCheck.ofAnswer(answer.fields(), policy);
        var deaf = deaf(answer);
        if (deaf.isPresent()) {
            return new HstsVerdict(
                    false, OptionalLong.empty(), false, false, false, List.of(deaf.get()), checker, Optional.empty());
        }
        var issues = new ArrayList<HstsIssue>();
        if (answer.fields().size() > 1) {
            issues.add(HstsIssue.SEVERAL_FIELDS);
        }
        var header = HstsHeader.read(answer.fields().getFirst());
        issues.addAll(header.issues());
        return new HstsVerdict(
                header.valid(),
                header.maxAge(),
                header.includeSubDomains(),
                header.preload(),
                header.valid() && checker.passes(),
                issues,
                checker,
                divergence(answer, header, checker, policy));
    }

    /// Why no browser would even read the fields.
    private static Optional<HstsIssue> deaf(Answer answer) {
        if (answer.fields().isEmpty()) {
            return Optional.of(HstsIssue.ABSENT);
        }
        if (!answer.overHttps()) {
            return Optional.of(HstsIssue.PLAIN_HTTP);
        }
        if (answer.host().flatMap(IpLiteral::parse).isPresent()) {
            return Optional.of(HstsIssue.ADDRESS);
        }
        return answer.trusted() ? Optional.empty() : Optional.of(HstsIssue.UNTRUSTED);
    }

    private static Optional<String> divergence(
            Answer answer, HstsHeader header, PreloadCheck checker, PreloadCheck.Policy policy) {
        if (!header.valid()) {
            return checker.passes()
                    ? Optional.of("hstspreload would accept a header that browsers drop")
                    : Optional.empty();
        }
        var wished = header.includeSubDomains()
                && header.preload()
                && header.maxAge().orElse(0) >= policy.leastSeconds();
        return wished && answer.fields().size() == 1 && !checker.passes()
                ? Optional.of("browsers honour it, hstspreload rejects it")
                : Optional.empty();
    }
}
