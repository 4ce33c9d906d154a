package dev.tocsin.incidents.disclosure.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.incidents.disclosure.auth.RawMessage.RawField;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The chain by which forwarders vouch for what they found before they changed a mail (RFC 8617). Each adds a set of
/// three fields: what it found, the mail as it was then, and a seal over all sets so far.
public final class Arc {
    private static final int LONGEST = 50;
    private static final Set<String> MESSAGE_NEEDS = Set.of("i", "a", "b", "bh", "d", "h", "s");
    private static final Set<String> SEAL_NEEDS = Set.of("i", "a", "b", "cv", "d", "s");
    private static final Pattern INSTANCE = Pattern.compile("(?s)\\s*i\\s*=\\s*(\\d{1,3})\\s*;.*");

    /// What the chain is worth.
    ///
    /// @param result none, pass, fail, or temperror where a key could not be had
    /// @param sealer the domain that sealed last; empty without a chain
    /// @param found what that one says it found
    public record Chain(String result, String reason, String sealer, Optional<AuthenticationResults> found) {
        static Chain failed(String reason) {
            return new Chain("fail", reason, "", Optional.empty());
        }
    }

    private record Link(RawField results, RawField message, Tags messageTags, RawField seal, Tags sealTags) {}

    private final RawMessage mail;
    private final MailDns dns;
    private final List<Link> links = new ArrayList<>();

    private Arc(RawMessage mail, MailDns dns) {
        this.mail = mail;
        this.dns = dns;
    }

    public static Chain validate(byte[] mail, MailDns dns) {
        return new Arc(RawMessage.of(mail), dns).validate();
    }

    private Chain validate() {
        var seals = mail.all("ARC-Seal").toList();
        var messages = mail.all("ARC-Message-Signature").toList();
        var results = mail.all("ARC-Authentication-Results").toList();
        if (seals.isEmpty() && messages.isEmpty() && results.isEmpty()) {
            return new Chain("none", "", "", Optional.empty());
        }
        var count = seals.size();
        if (count == 0 || count > LONGEST || messages.size() != count || results.size() != count) {
            return Chain.failed("the sets are not whole");
        }
        for (var instance = 1; instance <= count; instance++) {
            var link = link(instance, seals, messages, results);
            if (link.isEmpty()) {
                return Chain.failed("set %d is malformed".formatted(instance));
            }
            links.add(link.get());
        }
        return weighed();
    }

    private Optional<Link> link(int instance, List<RawField> seals, List<RawField> messages, List<RawField> results) {
        var seal = only(instance, seals, Arc::instanceOfTags);
        var message = only(instance, messages, Arc::instanceOfTags);
        var result = only(instance, results, Arc::instanceOfResults);
        if (seal.isEmpty() || message.isEmpty() || result.isEmpty()) {
            return Optional.empty();
        }
        var sealTags = Tags.read(seal.get().value()).orElseThrow();
        var messageTags = Tags.read(message.get().value()).orElseThrow();
        return isSound(sealTags, SEAL_NEEDS) && isSound(messageTags, MESSAGE_NEEDS) && isSealed(instance, sealTags)
                ? Optional.of(new Link(result.get(), message.get(), messageTags, seal.get(), sealTags))
                : Optional.empty();
    }

    private static Optional<RawField> only(
            int instance, List<RawField> fields, Function<RawField, Optional<Integer>> number) {
        var found = fields.stream()
                .filter(field ->
                        number.apply(field).filter(one -> one == instance).isPresent())
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static Optional<Integer> instanceOfTags(RawField field) {
        return Tags.read(field.value())
                .map(tags -> tags.tight("i"))
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf);
    }

    private static Optional<Integer> instanceOfResults(RawField field) {
        var matcher = INSTANCE.matcher(field.value());
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static boolean isSound(Tags tags, Set<String> needed) {
        return tags.all().keySet().containsAll(needed)
                && tags.tight("a").equals("rsa-sha256")
                && tags.get("t").filter(text -> !text.matches("\\d{1,12}")).isEmpty()
                && SignedFields.canonicals(tags.get("c")).isPresent()
                && !tags.tight("d").isEmpty()
                && !tags.tight("s").isEmpty();
    }

    /// The first seal saw no chain, every later one a good one.
    private static boolean isSealed(int instance, Tags seal) {
        return seal.get("h").isEmpty() && seal.tight("cv").equals(instance == 1 ? "none" : "pass");
    }

    private Chain weighed() {
        var last = links.getLast();
        var message = message(last);
        if (message.isPresent()) {
            return message.get();
        }
        for (var index = links.size(); index >= 1; index--) {
            var seal = seal(links.subList(0, index));
            if (seal.isPresent()) {
                return seal.get();
            }
        }
        return new Chain(
                "pass",
                "",
                last.sealTags().tight("d").toLowerCase(Locale.ROOT),
                AuthenticationResults.read(last.results().value().replace("\r\n", "")));
    }

    /// Empty when the mail is as the last forwarder left it.
    private Optional<Chain> message(Link link) {
        var tags = link.messageTags();
        var names = SignedFields.names(tags.tight("h"));
        if (names.stream().anyMatch("arc-seal"::equalsIgnoreCase)) {
            return Optional.of(Chain.failed("a seal is signed with the mail"));
        }
        var canonicals = SignedFields.canonicals(tags.get("c").or(() -> Optional.of("relaxed/relaxed")))
                .orElseThrow();
        var digest = SignedFields.sha256();
        canonicals.get(1).body(mail.body(), Long.MAX_VALUE, digest);
        var hash = SignedFields.base64(tags.tight("bh"));
        if (hash.isEmpty() || !MessageDigest.isEqual(hash.get(), digest.digest())) {
            return Optional.of(Chain.failed("the body was changed"));
        }
        return signed(tags, SignedFields.headerData(mail, names, link.message(), canonicals.getFirst()), "the mail");
    }

    private Optional<Chain> seal(List<Link> sealed) {
        var data = new StringBuilder();
        for (var index = 0; index < sealed.size(); index++) {
            var link = sealed.get(index);
            data.append(Canonical.RELAXED.field(link.results())).append(Canonical.RELAXED.field(link.message()));
            data.append(
                    index == sealed.size() - 1
                            ? SignedFields.unsigned(link.seal(), Canonical.RELAXED)
                            : Canonical.RELAXED.field(link.seal()));
        }
        return signed(sealed.getLast().sealTags(), data.toString().getBytes(ISO_8859_1), "a seal");
    }

    private Optional<Chain> signed(Tags tags, byte[] data, String what) {
        var signature = SignedFields.base64(tags.tight("b"));
        return switch (SigningKey.find(dns, tags.tight("s"), tags.tight("d"))) {
            case SigningKey.Unknown(var reason) -> Optional.of(new Chain("temperror", reason, "", Optional.empty()));
            case SigningKey.Unusable(var reason) -> Optional.of(Chain.failed(reason));
            case SigningKey.Usable key ->
                signature.isPresent() && !key.ed25519() && key.signed(data, signature.get())
                        ? Optional.empty()
                        : Optional.of(Chain.failed("the signature of " + what + " does not fit"));
        };
    }
}
