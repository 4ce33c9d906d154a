package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.auth.MailDns.Answer;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a domain that passed is the one in From, and what that one asks for (RFC 7489).
public final class Dmarc {
    private Dmarc() {}

    /// @param strict the same name and no other; else the same registered domain
    static boolean isAligned(String passed, String from, boolean strict) {
        var one = passed.toLowerCase(Locale.ROOT);
        var other = from.toLowerCase(Locale.ROOT);
        return !one.isEmpty()
                && (one.equals(other) || (!strict && PublicSuffixes.site(one).equals(PublicSuffixes.site(other))));
    }

    /// pass, fail, none where the domain has no policy, temperror.
    ///
    /// @param from the domain in From
    /// @param spf the domain whose SPF passed; empty when none did
    /// @param dkim those whose signatures passed
    /// @param unsure those of whose SPF or signatures nobody could say anything: who might have passed did not fail
    static String judge(Policy policy, String from, String spf, List<String> dkim, List<String> unsure) {
        return switch (policy) {
            case Found(var tags) -> {
                var strictSpf = tags.tight("aspf").equalsIgnoreCase("s");
                var strictDkim = tags.tight("adkim").equalsIgnoreCase("s");
                var passes = isAligned(spf, from, strictSpf)
                        || dkim.stream().anyMatch(domain -> isAligned(domain, from, strictDkim));
                var mightPass = unsure.stream().anyMatch(domain -> isAligned(domain, from, false));
                yield passes ? "pass" : mightPass ? "temperror" : "fail";
            }
            case Absent() -> "none";
            case Unsure() -> "temperror";
        };
    }

    /// What a domain asks for.
    sealed interface Policy {}

    private record Found(Tags tags) implements Policy {}

    private record Absent() implements Policy {}

    private record Unsure() implements Policy {}

    /// Asks the domain in From or, where that says nothing, the registered domain that it belongs to.
    static Policy policy(MailDns dns, String from) {
        var own = at(dns, from);
        var site = PublicSuffixes.site(from);
        return own instanceof Absent && !site.equals(from) ? at(dns, site) : own;
    }

    private static Policy at(MailDns dns, String domain) {
        return switch (dns.ask("_dmarc." + domain, MailDns.Type.TXT)) {
            case Answer.Found found ->
                found.values().stream()
                        .map(Tags::read)
                        .flatMap(Optional::stream)
                        .filter(tags -> tags.tight("v").equals("DMARC1"))
                        .findFirst()
                        .<Policy>map(Found::new)
                        .orElseGet(Absent::new);
            case Answer.Nothing _ -> new Absent();
            case Answer.Unsure _ -> new Unsure();
        };
    }
}
