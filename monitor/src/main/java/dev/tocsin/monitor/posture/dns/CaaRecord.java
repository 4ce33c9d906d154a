package dev.tocsin.monitor.posture.dns;

import dev.tocsin.monitor.posture.name.Ascii;

/// One CAA record (RFC 8659, 4).
///
/// @param flags 128 where an authority that does not know the tag must not issue
public record CaaRecord(int flags, String tag, String value) {

    boolean is(String wanted) {
        return Ascii.same(tag, wanted);
    }

    boolean critical() {
        return (flags & 128) != 0;
    }

    /// The authority that may issue; empty for none.
    String authority() {
        var end = value.indexOf(';');
        return Ascii.lower(Ascii.trim(end < 0 ? value : value.substring(0, end)));
    }

    @Override
    public String toString() {
        return flags + " " + tag + " \"" + value + "\"";
    }
}
