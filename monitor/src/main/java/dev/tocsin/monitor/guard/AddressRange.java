package dev.tocsin.monitor.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/// All addresses that share their first `length` bits with `first`: `10.20.0.0/16`, `fd00::/8`, or one address alone.
public record AddressRange(InetAddress first, int length) {
    private static final Pattern FORM = Pattern.compile("\\[?([0-9A-Fa-f:.]+)]?(?:/(\\d{1,3}))?");

    public AddressRange {
        var most = first.getAddress().length * Byte.SIZE;
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("\"/%d\" is no length for addresses of %s, write one from 0 to %d"
                    .formatted(length, most == 32 ? "IPv4" : "IPv6", most));
        }
    }

    /// Reads `10.20.0.0/16`, `10.20.1.7`, `fd00::/8`.
    /// @throws IllegalArgumentException naming the value and the cure
    public static AddressRange parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches() || !HostSpelling.isAddress(form.group(1))) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no range of addresses, write one such as 10.20.0.0/16");
        }
        var first = InetAddress.ofLiteral(form.group(1));
        var length = form.group(2) == null ? first.getAddress().length * Byte.SIZE : Integer.parseInt(form.group(2));
        var range = new AddressRange(first, length);
        if (!Arrays.equals(range.cut(first.getAddress()), first.getAddress())) {
            throw new IllegalArgumentException("\"" + text + "\" has bits behind its length, write "
                    + InetAddress.ofLiteral(form.group(1)).getHostAddress()
                    + " alone or the first address of the range");
        }
        return range;
    }

    /// Addresses of the other family are never in it.
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == first.getAddress().length && Arrays.equals(cut(bytes), cut(first.getAddress()));
    }

    private byte[] cut(byte[] address) {
        var cut = address.clone();
        for (var bit = length; bit < cut.length * Byte.SIZE; bit++) {
            cut[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return cut;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + length;
    }
}
