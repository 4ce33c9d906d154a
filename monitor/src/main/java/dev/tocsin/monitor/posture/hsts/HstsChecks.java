package dev.tocsin.monitor.posture.hsts;

import static dev.tocsin.monitor.posture.HstsCheck.HONOURED;
import static dev.tocsin.monitor.posture.HstsCheck.MAX_AGE;
import static dev.tocsin.monitor.posture.HstsCheck.ON_ERRORS;
import static dev.tocsin.monitor.posture.HstsCheck.ON_REDIRECT;
import static dev.tocsin.monitor.posture.HstsCheck.OVER_HTTP;
import static dev.tocsin.monitor.posture.HstsCheck.PRELOAD_DIRECTIVE;
import static dev.tocsin.monitor.posture.HstsCheck.PRESENT;
import static dev.tocsin.monitor.posture.HstsCheck.SINGLE;
import static dev.tocsin.monitor.posture.HstsCheck.SUBDOMAINS;
import static dev.tocsin.monitor.posture.HstsCheck.VALID;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.name.IpLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What Strict-Transport-Security is worth on a host, measured by what its owner declared.
public final class HstsChecks {

    private static final long HALF_A_YEAR = 15_768_000;

    /// What the Observatory calls six months.
    private static final long OBSERVED_HALF = 15_552_000;

    /// The fields of the answers that were looked at, in their order; empty where that answer could not be had.
    ///
    /// @param page of the site itself, over HTTPS
    /// @param redirect of the first HTTPS answer that a visitor on plain HTTP meets on this host
    /// @param error of a page that is not there
    /// @param plain of the answer over plain HTTP
    public record Fields(
            Optional<List<String>> page,
            Optional<List<String>> redirect,
            Optional<List<String>> error,
            Optional<List<String>> plain) {}

    private final Fields fields;
    private final String host;
    private final Profile profile;
    private final boolean preloaded;

    /// What is to be judged.
    ///
    /// @param preloaded whether browsers have the host on their list
    public HstsChecks(Fields fields, String host, Profile profile, boolean preloaded) {
        this.fields = fields;
        this.host = host;
        this.profile = profile;
        this.preloaded = preloaded;
    }

    /// All that concerns the header.
    ///
    /// @param sound whether the certificate lets browsers take note of anything
    public List<Finding> findings(boolean sound) {
        var findings = new ArrayList<Finding>();
        if (IpLiteral.parse(host).isPresent()) {
            findings.add(Finding.info(HONOURED, "host is an IP address, browsers note nothing of it"));
            return findings;
        }
        findings.add(
                sound
                        ? Finding.pass(HONOURED, "browsers take note of the header")
                        : Finding.info(HONOURED, "browsers take no note while the certificate is bad"));
        if (fields.page().isEmpty()) {
            findings.add(Finding.untested(PRESENT, "no answer over HTTPS"));
        } else {
            page(fields.page().get(), findings);
        }
        elsewhere(findings);
        return findings.stream()
                .map(finding -> profile == Profile.NONE ? finding.asInfo() : finding)
                .toList();
    }

    private void page(List<String> values, List<Finding> findings) {
        if (values.isEmpty()) {
            findings.add(
                    Finding.fail(PRESENT, "no Strict-Transport-Security header").modifying(-20));
            return;
        }
        var evidence = String.join(" | ", values);
        findings.add(Finding.pass(PRESENT, "the header is sent").seeing(evidence));
        findings.add(
                values.size() == 1
                        ? Finding.pass(SINGLE, "sent once")
                        : Finding.warn(SINGLE, values.size() + " headers, browsers read the first only")
                                .seeing(evidence));
        var header = HstsHeader.read(values.getFirst());
        if (!header.valid()) {
            findings.add(Finding.fail(VALID, "browsers drop the header: " + words(header))
                    .seeing(values.getFirst())
                    .modifying(-20));
            return;
        }
        findings.add(Finding.pass(VALID, "browsers honour the header"));
        findings.add(maxAge(header).seeing("max-age=" + header.maxAge().orElse(0)));
        findings.add(subDomains(header));
        findings.add(directive(header));
    }

    private static String words(HstsHeader header) {
        return header.issues().stream().map(HstsIssue::words).collect(Collectors.joining(", "));
    }

    private Finding maxAge(HstsHeader header) {
        var seconds = header.maxAge().orElse(0);
        var words = "max-age is " + days(seconds);
        if (seconds == 0) {
            var finding = Finding.fail(MAX_AGE, "max-age=0 switches HSTS off").modifying(-10);
            return preloaded ? finding.weighing(Severity.CRITICAL) : finding;
        }
        var modifier = seconds < OBSERVED_HALF ? -10 : preloaded ? 5 : 0;
        if (seconds < HALF_A_YEAR) {
            return Finding.warn(MAX_AGE, words + ", below six months").modifying(modifier);
        }
        if (seconds < HstsHeader.YEAR && profile.asks(Profile.STRICT)) {
            return Finding.warn(MAX_AGE, words + ", below one year")
                    .weighing(Severity.MINOR)
                    .costing(5)
                    .modifying(modifier);
        }
        return seconds > HstsHeader.TEN_YEARS
                ? Finding.info(MAX_AGE, words + ", over ten years").modifying(modifier)
                : Finding.pass(MAX_AGE, words).modifying(modifier);
    }

    private Finding subDomains(HstsHeader header) {
        if (header.includeSubDomains()) {
            return Finding.pass(SUBDOMAINS, "subdomains are included");
        }
        var words = "includeSubDomains missing";
        return switch (profile) {
            case PRELOAD -> Finding.fail(SUBDOMAINS, words);
            case STRICT -> Finding.warn(SUBDOMAINS, words);
            case BASIC, NONE -> Finding.info(SUBDOMAINS, words);
        };
    }

    private Finding directive(HstsHeader header) {
        if (profile == Profile.PRELOAD) {
            return header.preload()
                    ? Finding.pass(PRELOAD_DIRECTIVE, "asks for preload, as declared")
                    : Finding.fail(PRELOAD_DIRECTIVE, "preload missing");
        }
        return header.preload() && !preloaded
                ? Finding.warn(PRELOAD_DIRECTIVE, "asks for preload; anyone may submit the domain then")
                : Finding.pass(PRELOAD_DIRECTIVE, header.preload() ? "preloaded" : "does not ask for preload");
    }

    private void elsewhere(List<Finding> findings) {
        var sent = fields.page().filter(values -> !values.isEmpty()).isPresent();
        findings.add(
                fields.redirect().isEmpty()
                        ? Finding.pass(ON_REDIRECT, "no redirect that would need it")
                        : fields.redirect().get().isEmpty() && sent
                                ? Finding.fail(ON_REDIRECT, "the first HTTPS answer after the redirect is without it")
                                : fields.redirect().get().isEmpty()
                                        ? Finding.info(ON_REDIRECT, "see hsts.present")
                                        : Finding.pass(ON_REDIRECT, "sent with the first HTTPS answer"));
        findings.add(
                fields.error().isEmpty()
                        ? Finding.untested(ON_ERRORS, "no answer for a page that is not there")
                        : fields.error().get().isEmpty() && sent
                                ? Finding.warn(ON_ERRORS, "missing on error pages")
                                : fields.error().get().isEmpty()
                                        ? Finding.info(ON_ERRORS, "see hsts.present")
                                        : Finding.pass(ON_ERRORS, "sent with error pages"));
        findings.add(
                fields.plain().filter(values -> !values.isEmpty()).isPresent()
                        ? Finding.info(OVER_HTTP, "sent over plain HTTP, where it is ignored")
                        : Finding.pass(OVER_HTTP, "not sent over plain HTTP"));
    }

    private static String days(long seconds) {
        return seconds < 172_800 ? seconds + " seconds" : seconds / 86_400 + " days";
    }
}
