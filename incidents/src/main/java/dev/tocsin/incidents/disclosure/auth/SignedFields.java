package dev.tocsin.incidents.disclosure.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.incidents.disclosure.auth.RawMessage.RawField;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What DKIM and ARC have in common: which bytes a signature is over.
final class SignedFields {
    private static final Pattern OWN_SIGNATURE = Pattern.compile("(?s)((?:^|;)\\s*b\\s*=)[^;]*");

    private SignedFields() {}

    /// The fields that `names` names, from the bottom up where there are several of a name (RFC 6376, 5.4.2), and then
    /// the signature's own field without its value.
    static byte[] headerData(RawMessage mail, List<String> names, RawField signature, Canonical canonical) {
        var used = new HashMap<String, Integer>();
        var data = new StringBuilder();
        for (var name : names) {
            var lower = name.toLowerCase(Locale.ROOT);
            var all = mail.all(name).filter(field -> !field.equals(signature)).toList();
            var count = used.merge(lower, 1, Integer::sum);
            if (count <= all.size()) {
                data.append(canonical.field(all.get(all.size() - count)));
            }
        }
        return data.append(unsigned(signature, canonical)).toString().getBytes(ISO_8859_1);
    }

    /// The field as it was when it was signed: `b=` is empty, and no line end follows.
    static String unsigned(RawField signature, Canonical canonical) {
        var value = OWN_SIGNATURE.matcher(signature.value()).replaceFirst("$1");
        var name = signature.octets().substring(0, signature.octets().indexOf(':'));
        var field = canonical.field(new RawField(name, name + ":" + value));
        return field.replaceFirst("(\\r\\n)+$", "");
    }

    /// `relaxed/simple`, either half of which may be missing; empty when it is not of that form.
    static Optional<List<Canonical>> canonicals(Optional<String> tag) {
        var words = tag.orElse("simple/simple").split("/", -1);
        var both = new ArrayList<Canonical>();
        for (var word : words.length == 1 ? new String[] {words[0], "simple"} : words) {
            switch (word) {
                case "simple" -> both.add(Canonical.SIMPLE);
                case "relaxed" -> both.add(Canonical.RELAXED);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return both.size() == 2 ? Optional.of(both) : Optional.empty();
    }

    static List<String> names(String tag) {
        return Pattern.compile(":").splitAsStream(tag.replaceAll("\\s+", "")).toList();
    }

    static Optional<byte[]> base64(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }
}
