package dev.tocsin.app.imports;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The status codes that conditions of Gatus leave over.
final class GatusStatus {
    static final int FIRST = 100;
    static final int LAST = 599;
    private static final Pattern CODES = Pattern.compile("\\d{1,4}|any\\(\\s*\\d{1,4}(?:\\s*,\\s*\\d{1,4})*\\s*\\)");

    private GatusStatus() {}

    /// Takes out of `status` what the condition forbids. False when it cannot be read, or would leave nothing.
    static boolean restrict(BitSet status, String operator, String right) {
        var several = right.startsWith("any");
        if (!CODES.matcher(right).matches() || (several && !operator.matches("[=!]="))) {
            return false;
        }
        var codes = Stream.of(right.replaceAll("any|[()\\s]", "").split(",", -1))
                .map(Integer::parseInt)
                .toList();
        var single = codes.getFirst();
        var allowed = new BitSet();
        for (var code = FIRST; code <= LAST; code++) {
            allowed.set(
                    code,
                    switch (operator) {
                        case "==" -> codes.contains(code);
                        case "!=" -> !codes.contains(code);
                        case "<" -> code < single;
                        case "<=" -> code <= single;
                        case ">" -> code > single;
                        default -> code >= single;
                    });
        }
        if (!allowed.intersects(status)) {
            return false;
        }
        status.and(allowed);
        return true;
    }

    /// As our settings write them.
    static List<String> ranges(BitSet status) {
        var ranges = new ArrayList<String>();
        for (var first = status.nextSetBit(FIRST); first >= 0; ) {
            var last = status.nextClearBit(first) - 1;
            ranges.add(first == last ? "" + first : first + "-" + last);
            first = status.nextSetBit(last + 1);
        }
        return List.copyOf(ranges);
    }
}
