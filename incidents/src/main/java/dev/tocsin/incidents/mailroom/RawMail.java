package dev.tocsin.incidents.mailroom;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The bytes of a mail, exactly as they came. Nobody changes the array.
public final class RawMail {
    private static final byte[] RECEIVED = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};

    private final byte[] bytes;

    /// Takes `bytes` over without a copy.
    public RawMail(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /// In hexadecimal.
    public String sha256() {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /// Over how many servers it came: its Received fields, of which each server adds one. Reads the header only.
    public int hops() {
        var hops = 0;
        var line = 0;
        while (line < bytes.length && bytes[line] != '\n' && bytes[line] != '\r') {
            if (startsReceived(line)) {
                hops++;
            }
            while (line < bytes.length && bytes[line] != '\n') {
                line++;
            }
            line++;
        }
        return hops;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawMail mail && Arrays.equals(bytes, mail.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Never the content.
    @Override
    public String toString() {
        return "a mail of " + bytes.length + " bytes";
    }

    private boolean startsReceived(int at) {
        if (at + RECEIVED.length > bytes.length) {
            return false;
        }
        for (var i = 0; i < RECEIVED.length; i++) {
            var letter = bytes[at + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter) != RECEIVED[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }
}
