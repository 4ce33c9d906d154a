package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.posture.CertificateCheck;
import dev.tocsin.monitor.posture.Check;
import dev.tocsin.monitor.posture.HstsCheck;
import dev.tocsin.monitor.posture.TlsCheck;
import dev.tocsin.monitor.posture.WebCheck;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What follows from what: one cause is one incident.
final class Causes {

    /// With one of these a visitor sees an error in place of the site.
    private static final Set<String> BROKEN = ids(
            TlsCheck.CONNECT,
            CertificateCheck.EXPIRED,
            CertificateCheck.NOT_YET_VALID,
            CertificateCheck.HOSTNAME,
            CertificateCheck.SELF_SIGNED,
            CertificateCheck.TRUST,
            CertificateCheck.CHAIN_COMPLETE,
            CertificateCheck.PATH,
            CertificateCheck.REVOKED);

    private static final Set<String> HSTS =
            ids(HstsCheck.PRESENT, HstsCheck.VALID, HstsCheck.MAX_AGE, HstsCheck.SUBDOMAINS, HstsCheck.SINGLE);

    private static final Set<String> PRELOADING = both(
            both(BROKEN, HSTS),
            ids(
                    HstsCheck.PRELOAD_DIRECTIVE,
                    WebCheck.REDIRECT_HTTPS,
                    WebCheck.REDIRECT_FIRST_HOP,
                    WebCheck.REDIRECT_DOWNGRADE,
                    WebCheck.REDIRECT_CHAIN));

    /// What each check says nothing new beside, as long as one of these is bad.
    private static final Map<String, Set<String>> FOLLOWS = follows();

    /// What tells of one look and is over with the next.
    private static final Set<String> ONCE = ids(CertificateCheck.ISSUER);

    private static final Map<String, String> STORIES = Map.of(
            CertificateCheck.EXPIRED.id(), CertificateCheck.EXPIRY.id(),
            CertificateCheck.SELF_SIGNED.id(), CertificateCheck.TRUST.id());

    private Causes() {}

    private static Map<String, Set<String>> follows() {
        var follows = new HashMap<String, Set<String>>();
        follows.put(HstsCheck.HONOURED.id(), BROKEN);
        follows.put(HstsCheck.PRELOAD_ELIGIBLE.id(), PRELOADING);
        follows.put(HstsCheck.PRELOAD_AT_RISK.id(), PRELOADING);
        follows.put(HstsCheck.ON_REDIRECT.id(), HSTS);
        follows.put(HstsCheck.ON_ERRORS.id(), HSTS);
        follows.put(CertificateCheck.SAN_PRESENT.id(), ids(CertificateCheck.HOSTNAME));
        follows.put(TlsCheck.VERSION_13.id(), ids(TlsCheck.CONNECT));
        follows.put(TlsCheck.FORWARD_SECRECY.id(), ids(TlsCheck.CONNECT));
        follows.put(WebCheck.REDIRECT_FIRST_HOP.id(), ids(WebCheck.REDIRECT_HTTPS));
        follows.put(
                CertificateCheck.PER_ADDRESS.id(),
                both(
                        ids(TlsCheck.CONNECT),
                        Arrays.stream(CertificateCheck.values())
                                .filter(check -> check != CertificateCheck.PER_ADDRESS)
                                .map(Check::id)
                                .collect(Collectors.toSet())));
        return Map.copyOf(follows);
    }

    private static Set<String> ids(Check... checks) {
        return Stream.of(checks).map(Check::id).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// The check by whose name an incident of this one goes: a certificate that expires soon and one that has expired
    /// are one story.
    static String of(String check) {
        return STORIES.getOrDefault(check, check);
    }

    /// Whether `check` only says what one of `bad` has said.
    static boolean follows(String check, Set<String> bad) {
        return FOLLOWS.getOrDefault(check, Set.of()).stream().anyMatch(bad::contains);
    }

    /// Whether it happens once, so that no second look can confirm it.
    static boolean once(String check) {
        return ONCE.contains(check);
    }
}
