package dev.tocsin.monitor.posture.dns;

import static dev.tocsin.monitor.posture.CertificateCheck.CAA_MATCH;
import static dev.tocsin.monitor.posture.WebCheck.CAA;
import static dev.tocsin.monitor.posture.WebCheck.DNSSEC;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.name.Ascii;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the DNS says of who may issue certificates, and whether it can be believed.
public final class DnsChecks {

    private static final Set<String> TAGS =
            Set.of("issue", "issuewild", "issuemail", "issuevmc", "iodef", "contactemail", "contactphone");

    /// How authorities call themselves in certificates, and the names under which CAA records allow them.
    private static final Map<String, Set<String>> AUTHORITIES = Map.ofEntries(
            Map.entry("let's encrypt", Set.of("letsencrypt.org")),
            Map.entry("google trust services", Set.of("pki.goog", "google.com")),
            Map.entry("digicert", Set.of("digicert.com", "symantec.com", "geotrust.com", "rapidssl.com", "thawte.com")),
            Map.entry(
                    "sectigo",
                    Set.of("sectigo.com", "comodo.com", "comodoca.com", "usertrust.com", "trust-provider.com")),
            Map.entry("zerossl", Set.of("sectigo.com", "zerossl.com")),
            Map.entry("globalsign", Set.of("globalsign.com")),
            Map.entry("amazon", Set.of("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com")),
            Map.entry("entrust", Set.of("entrust.net", "affirmtrust.com")),
            Map.entry("godaddy", Set.of("godaddy.com", "starfieldtech.com")),
            Map.entry("starfield", Set.of("starfieldtech.com", "godaddy.com")),
            Map.entry("buypass", Set.of("buypass.com", "buypass.no")),
            Map.entry("ssl corporation", Set.of("ssl.com")),
            Map.entry("ssl corp", Set.of("ssl.com")),
            Map.entry("identrust", Set.of("identrust.com")),
            Map.entry("microsoft", Set.of("microsoft.com")),
            Map.entry("apple", Set.of("pki.apple.com")),
            Map.entry("actalis", Set.of("actalis.it")),
            Map.entry("harica", Set.of("harica.gr")),
            Map.entry("hellenic academic", Set.of("harica.gr")),
            Map.entry("swisssign", Set.of("swisssign.com")),
            Map.entry("d-trust", Set.of("d-trust.net", "dtrust.de")),
            Map.entry("certigna", Set.of("certigna.fr")),
            Map.entry("quovadis", Set.of("quovadisglobal.com", "digicert.com")));

    /// What became of asking whether the zone is signed.
    public enum Signed {
        SECURE,
        INSECURE,
        BOGUS,
        UNKNOWN
    }

    private DnsChecks() {}

    /// Whether the domain says who may issue.
    ///
    /// @param records those of the closest name up the tree that has any (RFC 8659, 3); empty where nobody asked
    public static Finding present(Optional<List<CaaRecord>> records) {
        if (records.isEmpty()) {
            return Finding.untested(CAA, "the DNS was not asked");
        }
        var found = records.get();
        var evidence = found.stream().map(CaaRecord::toString).collect(Collectors.joining("; "));
        if (found.isEmpty()) {
            return Finding.info(CAA, "no CAA record: every authority may issue");
        }
        var odd = found.stream()
                .filter(entry ->
                        (entry.flags() != 0 && entry.flags() != 128) || !TAGS.contains(Ascii.lower(entry.tag())))
                .findFirst();
        if (odd.isPresent()) {
            return Finding.warn(CAA, "a CAA record that authorities do not know")
                    .seeing(odd.get().toString());
        }
        return found.stream().anyMatch(entry -> entry.is("issue"))
                ? Finding.pass(CAA, "CAA records say who may issue").seeing(evidence)
                : Finding.info(CAA, "no CAA record with issue: every authority may issue")
                        .seeing(evidence);
    }

    /// Whether the authority of the certificate in use could issue it again.
    ///
    /// @param issuer organisation and common name of the issuer, as the certificate has them
    /// @param wildcard whether the certificate covers the host by a wildcard
    public static Finding match(Optional<List<CaaRecord>> records, String issuer, boolean wildcard) {
        if (records.isEmpty()) {
            return Finding.untested(CAA_MATCH, "the DNS was not asked");
        }
        var found = records.get();
        var unknown = found.stream()
                .filter(entry -> entry.critical() && !TAGS.contains(Ascii.lower(entry.tag())))
                .findFirst();
        if (unknown.isPresent()) {
            return Finding.warn(CAA_MATCH, "next renewal would be refused: a critical CAA record is unknown")
                    .seeing(unknown.get().toString());
        }
        var wild = found.stream().filter(entry -> entry.is("issuewild")).toList();
        var bounds = wildcard && !wild.isEmpty()
                ? wild
                : found.stream().filter(entry -> entry.is("issue")).toList();
        if (bounds.isEmpty()) {
            return Finding.pass(CAA_MATCH, "every authority may issue");
        }
        var names = names(issuer);
        if (names.isEmpty()) {
            return Finding.untested(CAA_MATCH, "not known by which name CAA records allow this issuer")
                    .seeing(issuer);
        }
        var evidence = bounds.stream().map(CaaRecord::toString).collect(Collectors.joining("; "));
        return bounds.stream().map(CaaRecord::authority).anyMatch(names::contains)
                ? Finding.pass(CAA_MATCH, "the issuer may issue again").seeing(evidence)
                : Finding.warn(CAA_MATCH, "next renewal would be refused: the issuer is not among the CAA records")
                        .seeing(issuer + "; " + evidence);
    }

    private static Set<String> names(String issuer) {
        var lowered = Ascii.lower(issuer);
        return AUTHORITIES.entrySet().stream()
                .filter(authority -> lowered.contains(authority.getKey()))
                .flatMap(authority -> authority.getValue().stream())
                .collect(Collectors.toSet());
    }

    /// Whether the zone is signed and its signatures hold.
    public static Finding dnssec(Signed signed) {
        return switch (signed) {
            case SECURE -> Finding.pass(DNSSEC, "signed, and the signatures hold");
            case INSECURE -> Finding.info(DNSSEC, "the zone is not signed");
            case BOGUS ->
                Finding.fail(DNSSEC, "signatures of the zone do not hold").weighing(Severity.MAJOR);
            case UNKNOWN -> Finding.untested(DNSSEC, "no resolver that validates was asked");
        };
    }
}
