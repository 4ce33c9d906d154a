package dev.tocsin.statuspage.twin;

import dev.tocsin.config.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// The key (Ed25519, RFC 8032) by which readers know that a twin is ours. Both halves are kept as one text.
public final class TwinKey {
    private static final String KIND = "Ed25519";

    private final PrivateKey own;
    private final PublicKey published;

    private TwinKey(PrivateKey own, PublicKey published) {
        this.own = own;
        this.published = published;
    }

    /// A new one, as it is kept.
    public static String make() {
        try {
            var pair = KeyPairGenerator.getInstance(KIND).generateKeyPair();
            var base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded()) + "."
                    + base64.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java knows Ed25519, this one does not", impossible);
        }
    }

    public static TwinKey of(Secret kept) {
        try {
            var parts = kept.reveal().split("\\.", 2);
            var keys = KeyFactory.getInstance(KIND);
            return new TwinKey(
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[0]))),
                    keys.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(parts[1]))));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("the key of the twin cannot be read", fault);
        }
    }

    byte[] sign(byte[] text) {
        try {
            var signature = Signature.getInstance(KIND);
            signature.initSign(own);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("the twin could not be signed", fault);
        }
    }

    boolean signed(byte[] text, byte[] signature) {
        try {
            var check = Signature.getInstance(KIND);
            check.initVerify(published);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    /// The half that everybody may have, as PEM: `openssl pkeyutl -verify -rawin` reads it.
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(published.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
