package dev.tocsin.monitor.posture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One thing that is looked at, a row in the table of rules: [TlsCheck], [CertificateCheck], [HstsCheck], [WebCheck].
public sealed interface Check permits TlsCheck, CertificateCheck, HstsCheck, WebCheck {

    /// As it is written in settings and shown beside a finding, such as `cert.expired`.
    String id();

    /// How much a failure matters, where its finding says nothing else.
    Severity severity();

    /// The standard or the page that says why.
    String reference();

    /// What to do about it, for the people who run the site.
    String fix();

    /// The points of a hundred that a failure takes from the transport grade.
    int failure();

    /// The points that a warning takes from it.
    int warning();

    /// The best letter that a failure leaves of it.
    Letter cap();

    /// All rows of the table.
    static List<Check> all() {
        return Stream.<Check[]>of(TlsCheck.values(), CertificateCheck.values(), HstsCheck.values(), WebCheck.values())
                .flatMap(Arrays::stream)
                .toList();
    }

    static Optional<Check> of(String id) {
        return all().stream().filter(check -> check.id().equals(id)).findFirst();
    }
}
