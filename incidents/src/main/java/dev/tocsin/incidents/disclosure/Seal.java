package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key that seals what is kept: AES-256-GCM with a nonce of its own for each thing. What was sealed for one place
/// does
/// not open in another (`place` is part of the seal).
final class Seal {
    static final int KEY = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    Seal(byte[] key) {
        if (key.length != KEY) {
            throw new IllegalArgumentException("a key has %d bytes, this has %d".formatted(KEY, key.length));
        }
        this.key = key.clone();
    }

    static Seal made() {
        var key = new byte[KEY];
        RANDOM.nextBytes(key);
        return new Seal(key);
    }

    byte[] seal(byte[] content, String place) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, content, 0, place);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /// Opens what this key sealed for this place.
    /// @throws IllegalStateException when it did not, or somebody changed it
    byte[] open(byte[] sealed, String place) {
        return run(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), sealed, NONCE, place);
    }

    /// This key, sealed by `other`.
    byte[] under(Seal other, String place) {
        return other.seal(key, place);
    }

    static Seal from(Seal other, byte[] sealed, String place) {
        return new Seal(other.open(sealed, place));
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, int from, String place) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("what is kept as " + place + " does not open with this key", fault);
        }
    }

    /// Never the key.
    @Override
    public String toString() {
        return "[redacted]";
    }
}
