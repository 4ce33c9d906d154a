package dev.tocsin.incidents.delivery;

import java.math.BigInteger;
import java.security.SecureRandom;

/// Makes references of messages, and tokens of links: 128 random bits, which nobody guesses and no two share.
public final class References {
    private static final int BITS = 128;

    private final SecureRandom random = new SecureRandom();

    /// A new one, of small letters and digits.
    public String next() {
        return new BigInteger(BITS, random).toString(Character.MAX_RADIX);
    }
}
