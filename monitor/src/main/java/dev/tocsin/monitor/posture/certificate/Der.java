package dev.tocsin.monitor.posture.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One element of a DER encoding (X.690): enough to read what Java does not read of a certificate.
final class Der {

    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    private static final int MOST_ELEMENTS = 100_000;

    /// The bytes are no DER, or end too soon.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final byte[] bytes;
    private final int tag;
    private final int from;
    private final int until;

    private Der(byte[] bytes, int tag, int from, int until) {
        this.bytes = bytes;
        this.tag = tag;
        this.from = from;
        this.until = until;
    }

    /// The one element that `bytes` are.
    static Der of(byte[] bytes) throws Malformed {
        var element = at(bytes, 0, bytes.length);
        if (element.until != bytes.length) {
            throw new Malformed();
        }
        return element;
    }

    private static Der at(byte[] bytes, int start, int end) throws Malformed {
        if (start + 2 > end || (bytes[start] & 0x1f) == 0x1f) {
            throw new Malformed();
        }
        var first = bytes[start + 1] & 0xff;
        var from = start + 2;
        var length = first;
        if (first > 127) {
            var octets = first & 0x7f;
            if (octets == 0 || octets > 3 || from + octets > end) {
                throw new Malformed();
            }
            length = 0;
            for (var index = 0; index < octets; index++) {
                length = (length << 8) | (bytes[from + index] & 0xff);
            }
            from += octets;
        }
        if (length > end - from) {
            throw new Malformed();
        }
        return new Der(bytes, bytes[start] & 0xff, from, from + length);
    }

    int tag() {
        return tag;
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, from, until);
    }

    /// What it is made of, read as elements.
    List<Der> children() throws Malformed {
        var children = new ArrayList<Der>();
        for (var start = from; start < until; ) {
            var child = at(bytes, start, until);
            children.add(child);
            if (children.size() > MOST_ELEMENTS) {
                throw new Malformed();
            }
            start = child.until;
        }
        return children;
    }

    /// The children that carry `wanted` as their tag.
    List<Der> children(int wanted) throws Malformed {
        return children().stream().filter(child -> child.tag == wanted).toList();
    }
}
