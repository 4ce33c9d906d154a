package dev.tocsin.incidents.disclosure.auth;

import dev.tocsin.incidents.disclosure.auth.MailDns.Answer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The key of a domain for its signatures, from the record at `SELECTOR._domainkey.DOMAIN` (RFC 6376, 3.6.1;
/// RFC 8463 for Ed25519; RFC 8301 for what is too weak).
sealed interface SigningKey {
    int SHORTEST_RSA = 1_024;
    int LONG_ENOUGH_RSA = 2_048;

    /// One that may be believed.
    ///
    /// @param weak shorter than RSA keys should be by now, though still believed
    record Usable(PublicKey key, boolean ed25519, boolean sameDomainOnly, boolean weak) implements SigningKey {

        /// Whether `signature` is this key's under `data`.
        boolean signed(byte[] data, byte[] signature) {
            try {
                var verifier = Signature.getInstance(ed25519 ? "Ed25519" : "SHA256withRSA");
                verifier.initVerify(key);
                verifier.update(ed25519 ? MessageDigest.getInstance("SHA-256").digest(data) : data);
                return verifier.verify(signature);
            } catch (GeneralSecurityException malformed) {
                return false;
            }
        }
    }

    record Unusable(String reason) implements SigningKey {}

    /// Nobody could be asked.
    record Unknown(String reason) implements SigningKey {}

    byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    static SigningKey find(MailDns dns, String selector, String domain) {
        return switch (dns.ask(selector + "._domainkey." + domain, MailDns.Type.TXT)) {
            case Answer.Found found -> first(found.values());
            case Answer.Nothing _ -> new Unusable("there is no key");
            case Answer.Unsure(var reason) -> new Unknown(reason);
        };
    }

    private static SigningKey first(List<String> records) {
        return records.stream()
                .map(SigningKey::read)
                .filter(Usable.class::isInstance)
                .findFirst()
                .orElseGet(() -> read(records.getFirst()));
    }

    static SigningKey read(String record) {
        var tags = Tags.read(record);
        if (tags.isEmpty()) {
            return new Unusable("the key's record is malformed");
        }
        var key = tags.get();
        if (!key.all().getOrDefault("v", "DKIM1").equals("DKIM1")) {
            return new Unusable("the record is no key");
        }
        if (key.get("h").filter(hashes -> !words(hashes).contains("sha256")).isPresent()
                || key.get("s")
                        .filter(uses ->
                                !words(uses).contains("*") && !words(uses).contains("email"))
                        .isPresent()) {
            return new Unusable("the key is not for this");
        }
        if (key.tight("p").isEmpty()) {
            return new Unusable("the key was withdrawn");
        }
        var same = key.get("t").filter(flags -> words(flags).contains("s")).isPresent();
        return decoded(key.all().getOrDefault("k", "rsa"), key.tight("p"), same);
    }

    private static SigningKey decoded(String kind, String text, boolean sameDomainOnly) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (kind.equals("ed25519")) {
                var spec = Arrays.copyOf(ED25519, ED25519.length + bytes.length);
                System.arraycopy(bytes, 0, spec, ED25519.length, bytes.length);
                var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spec));
                return new Usable(key, true, sameDomainOnly, false);
            }
            if (!kind.equals("rsa")) {
                return new Unusable("keys of the kind \"" + kind + "\" are not known");
            }
            var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
            var bits = key.getModulus().bitLength();
            return bits < SHORTEST_RSA
                    ? new Unusable("the key has %d bits only".formatted(bits))
                    : new Usable(key, false, sameDomainOnly, bits < LONG_ENOUGH_RSA);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return new Unusable("the key is malformed");
        }
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(":", -1)).map(String::strip).toList();
    }
}
