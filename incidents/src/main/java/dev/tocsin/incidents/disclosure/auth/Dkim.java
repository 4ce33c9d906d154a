package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.auth.RawMessage.RawField;
import dev.tocsin.incidents.disclosure.mail.Patience;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The signatures of a mail (RFC 6376, with the Ed25519 of RFC 8463 and without the SHA-1 and the short keys that
/// RFC 8301 takes out of it).
public final class Dkim {
    private static final int MOST = 10;
    private static final Set<String> NEEDED = Set.of("v", "a", "b", "bh", "d", "h", "s");

    /// What one signature is worth.
    ///
    /// @param result a word of RFC 8601: pass, fail, policy, permerror, temperror
    /// @param domain that signed; empty when the signature does not say
    /// @param remarks why a passing one is to be taken with care
    public record Verdict(String result, String domain, String reason, List<String> remarks) {
        public Verdict {
            remarks = List.copyOf(remarks);
        }

        public boolean passes() {
            return result.equals("pass");
        }
    }

    private Dkim() {}

    /// All signatures from the top, ten at most; empty when there are none.
    ///
    /// @param at when the mail is looked at; empty takes signatures that have run out as well
    public static List<Verdict> verify(byte[] mail, MailDns dns, Optional<Instant> at) {
        var message = RawMessage.of(mail);
        return message.all("DKIM-Signature")
                .limit(MOST)
                .map(field -> verify(message, field, dns, at))
                .toList();
    }

    private static Verdict verify(RawMessage mail, RawField field, MailDns dns, Optional<Instant> at) {
        Patience.check();
        var read = Tags.read(field.value());
        if (read.isEmpty()) {
            return new Verdict("permerror", "", "the signature is malformed", List.of());
        }
        var tags = read.get();
        var domain = tags.tight("d").toLowerCase(Locale.ROOT);
        return fault(tags, domain, at)
                .map(reason -> new Verdict("permerror", domain, reason, List.of()))
                .orElseGet(() -> weighed(mail, field, tags, domain, dns));
    }

    /// What is wrong with the signature by itself.
    private static Optional<String> fault(Tags tags, String domain, Optional<Instant> at) {
        if (!tags.all().keySet().containsAll(NEEDED) || !tags.tight("v").equals("1") || domain.isEmpty()) {
            return Optional.of("the signature is not whole");
        }
        var algorithm = tags.tight("a");
        if (!algorithm.equals("rsa-sha256") && !algorithm.equals("ed25519-sha256")) {
            return Optional.of("signatures by " + algorithm + " are not believed");
        }
        if (SignedFields.names(tags.tight("h")).stream().noneMatch("from"::equalsIgnoreCase)) {
            return Optional.of("From is not signed");
        }
        var identity = tags.get("i").map(text -> text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT));
        if (identity.filter(id -> !isWithin(id.substring(id.lastIndexOf('@') + 1), domain))
                .isPresent()) {
            return Optional.of("it is signed in the name of another domain");
        }
        if (SignedFields.canonicals(tags.get("c")).isEmpty()) {
            return Optional.of("its canonicalisation is not known");
        }
        var ends = tags.tight("x");
        if (ends.matches("\\d{1,12}")
                && at.filter(now -> now.getEpochSecond() > Long.parseLong(ends)).isPresent()) {
            return Optional.of("the signature has run out");
        }
        return Optional.empty();
    }

    private static Verdict weighed(RawMessage mail, RawField field, Tags tags, String domain, MailDns dns) {
        return switch (SigningKey.find(dns, tags.tight("s"), domain)) {
            case SigningKey.Unknown(var reason) -> new Verdict("temperror", domain, reason, List.of());
            case SigningKey.Unusable(var reason) -> new Verdict("permerror", domain, reason, List.of());
            case SigningKey.Usable key -> {
                if (key.ed25519() != tags.tight("a").startsWith("ed25519")) {
                    yield new Verdict("permerror", domain, "the key is of another kind", List.of());
                }
                var identity = tags.get("i").orElse("@" + domain).strip();
                if (key.sameDomainOnly() && !identity.toLowerCase(Locale.ROOT).endsWith("@" + domain)) {
                    yield new Verdict("permerror", domain, "the key is not for subdomains", List.of());
                }
                yield checked(mail, field, tags, domain, key);
            }
        };
    }

    private static Verdict checked(RawMessage mail, RawField field, Tags tags, String domain, SigningKey.Usable key) {
        var canonicals = SignedFields.canonicals(tags.get("c")).orElseThrow();
        var limit = tags.get("l").filter(text -> text.matches("\\d{1,15}")).map(Long::parseLong);
        var digest = SignedFields.sha256();
        var size = canonicals.get(1).body(mail.body(), limit.orElse(Long.MAX_VALUE), digest);
        var hash = SignedFields.base64(tags.tight("bh"));
        if (hash.isEmpty() || !MessageDigest.isEqual(hash.get(), digest.digest())) {
            return new Verdict("fail", domain, "the body was changed", List.of());
        }
        var names = SignedFields.names(tags.tight("h"));
        var data = SignedFields.headerData(mail, names, field, canonicals.getFirst());
        var signature = SignedFields.base64(tags.tight("b"));
        if (signature.isEmpty() || !key.signed(data, signature.get())) {
            return new Verdict("fail", domain, "the header was changed, or another key signed it", List.of());
        }
        return weakness(mail, names, limit.filter(length -> length < size).isPresent(), key, domain);
    }

    /// A signature that leaves room for another body or another sender proves nothing of what is shown.
    private static Verdict weakness(
            RawMessage mail, List<String> names, boolean partly, SigningKey.Usable key, String domain) {
        if (partly) {
            return new Verdict("policy", domain, "only the beginning of the body is signed", List.of());
        }
        var signed = names.stream().filter("from"::equalsIgnoreCase).count();
        if (mail.all("From").count() > signed) {
            return new Verdict("policy", domain, "there is a From that is not signed", List.of());
        }
        return new Verdict("pass", domain, "", key.weak() ? List.of("the key is shorter than 2048 bits") : List.of());
    }

    static boolean isWithin(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }
}
