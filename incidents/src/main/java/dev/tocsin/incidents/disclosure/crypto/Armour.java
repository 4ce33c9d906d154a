package dev.tocsin.incidents.disclosure.crypto;

import java.util.ArrayList;
import java.util.List;

/// A block of ASCII armour that stands in a text (RFC 9580 section 6).
///
/// @param from where it begins, and `to` where it ends
public record Armour(int from, int to) {

    /// The first `most` of these, such as `PGP MESSAGE`. A beginning without an end is none, and before an end the last
    /// beginning counts. Looks at each character a few times at most, whatever somebody wrote to keep us busy.
    public static List<Armour> in(String text, String kind, int most) {
        var begin = "-----BEGIN " + kind + "-----";
        var end = "-----END " + kind + "-----";
        var found = new ArrayList<Armour>();
        var at = text.indexOf(begin);
        while (at >= 0 && found.size() < most) {
            var last = text.indexOf(end, at);
            if (last < 0) {
                return found;
            }
            found.add(new Armour(text.lastIndexOf(begin, last), last + end.length()));
            at = text.indexOf(begin, last);
        }
        return found;
    }

    public String of(String text) {
        return text.substring(from, to);
    }

    public int length() {
        return to - from;
    }
}
