package dev.tocsin.incidents.mailroom;

/// The bytes of a mail, exactly as they came. Nobody changes the array.
public final class RawMail {
    private static final byte[] RECEIVED = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};

    private final byte[] bytes;
    private final Octets octets;

    /// Takes `bytes` over without a copy.
    public RawMail(byte[] bytes) {
        this.bytes = bytes;
        octets = new Octets(bytes);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /// In hexadecimal.
    public String sha256() {
        return octets.sha256();
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
        return other instanceof RawMail mail && octets.equals(mail.octets);
    }

    @Override
    public int hashCode() {
        return octets.hashCode();
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
}
