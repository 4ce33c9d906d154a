package dev.tocsin.monitor.posture.hsts;

import dev.tocsin.monitor.posture.name.Ascii;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.posture.name.IpLiteral;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that the preload checker demands of a domain, in its own codes.
public record PreloadEligibility(List<String> errors, List<String> warnings) {

    /// How the checker's own connection ended.
    public enum Connection {
        GOOD,
        NONE,
        BAD_CHAIN
    }

    /// What www. of the domain is like on port 443.
    public enum Www {
        CLOSED,
        GOOD,
        BAD,
        UNKNOWN
    }

    /// What was seen of a domain.
    ///
    /// @param sha1 whether a certificate below the root is signed with SHA-1
    /// @param obsoleteCipher whether the suite is none of those it takes
    /// @param redirectErrors of both walks, in the checker's codes
    public record Sight(
            String domain,
            Connection connection,
            boolean sha1,
            boolean obsoleteCipher,
            List<String> header,
            List<String> redirectErrors,
            List<String> redirectWarnings,
            Www www) {}

    public PreloadEligibility {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean passes() {
        return errors.isEmpty();
    }

    public static PreloadEligibility of(Sight sight, PreloadCheck.Policy policy) {
        var format = format(sight.domain());
        if (format.isPresent()) {
            return new PreloadEligibility(List.of(format.get()), List.of());
        }
        var errors = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var name = HostName.parse(sight.domain());
        var subdomain = !name.equals(name.flatMap(PublicSuffixes::registered));
        if (subdomain) {
            errors.add("domain.is_subdomain");
        }
        switch (sight.connection()) {
            case NONE -> errors.add("domain.tls.cannot_connect");
            case BAD_CHAIN -> errors.add("domain.tls.invalid_cert_chain");
            case GOOD -> connected(sight, policy, subdomain, errors, warnings);
        }
        return new PreloadEligibility(errors, warnings);
    }

    private static void connected(
            Sight sight, PreloadCheck.Policy policy, boolean subdomain, List<String> errors, List<String> warnings) {
        if (sight.sha1()) {
            errors.add("domain.tls.sha1");
        }
        if (sight.obsoleteCipher()) {
            warnings.add("tls.obsolete_cipher_suite");
        }
        var header = PreloadCheck.ofAnswer(sight.header(), policy);
        errors.addAll(header.errors());
        warnings.addAll(header.warnings());
        for (var error : sight.redirectErrors()) {
            // Where the page itself fails, its like behind the redirect is nothing new.
            if (header.passes() || !error.equals("redirects.http.first_redirect.no_hsts")) {
                errors.add(error);
            }
        }
        warnings.addAll(sight.redirectWarnings());
        // Nobody can get a certificate for the www of an application there.
        var waived = HostName.parse(sight.domain())
                .filter(name -> PublicSuffixes.suffix(name).equals("appspot.com"))
                .isPresent();
        if (sight.www() == Www.BAD && !subdomain && !waived) {
            errors.add("domain.www.no_tls");
        }
    }

    private static Optional<String> format(String domain) {
        if (domain.startsWith(".")) {
            return Optional.of("domain.format.begins_with_dot");
        }
        if (domain.endsWith(".")) {
            return Optional.of("domain.format.ends_with_dot");
        }
        if (domain.contains("..")) {
            return Optional.of("domain.format.contains_double_dot");
        }
        if (IpLiteral.parse(domain).isPresent()) {
            return Optional.of(
                    domain.indexOf(':') < 0 ? "domain.format.is_ip_address" : "domain.format.invalid_characters");
        }
        if (!Ascii.lower(domain)
                .chars()
                .allMatch(sign ->
                        (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-' || sign == '.')) {
            return Optional.of("domain.format.invalid_characters");
        }
        return HostName.parse(domain).filter(PublicSuffixes::isPublic).isPresent()
                ? Optional.of("domain.format.public_suffix")
                : Optional.empty();
    }
}
