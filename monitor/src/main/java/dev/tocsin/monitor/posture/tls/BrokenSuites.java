package dev.tocsin.monitor.posture.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Suites that protect nothing any more, by their numbers (RFC 9325, 4.1, and what it refers to).
public final class BrokenSuites {

    private static final Map<String, List<Integer>> KINDS = kinds();

    private BrokenSuites() {}

    private static Map<String, List<Integer>> kinds() {
        var kinds = new LinkedHashMap<String, List<Integer>>();
        kinds.put("NULL", List.of(0x0001, 0x0002, 0x003b, 0xc001, 0xc006, 0xc00b, 0xc010, 0xc015));
        kinds.put(
                "an anonymous one",
                List.of(
                        0x0018, 0x001a, 0x001b, 0x0034, 0x003a, 0x0046, 0x006c, 0x006d, 0x0089, 0x00a6, 0x00a7, 0xc016,
                        0xc017, 0xc018, 0xc019));
        kinds.put(
                "one for export",
                List.of(0x0003, 0x0006, 0x0008, 0x000b, 0x000e, 0x0011, 0x0014, 0x0017, 0x0019, 0x0062, 0x0064));
        kinds.put("RC4", List.of(0x0004, 0x0005, 0x0066, 0xc002, 0xc007, 0xc00c, 0xc011));
        kinds.put("DES", List.of(0x0009, 0x000c, 0x000f, 0x0012, 0x0015));
        kinds.put("3DES", List.of(0x000a, 0x000d, 0x0010, 0x0013, 0x0016, 0xc003, 0xc008, 0xc00d, 0xc012));
        return kinds;
    }

    /// All of them, the worst first: a server that follows its client's wishes shows the worst that it takes.
    public static List<Integer> all() {
        return KINDS.values().stream().flatMap(List::stream).toList();
    }

    /// What is wrong with a suite; empty for one that is none of these.
    public static Optional<String> kind(int suite) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(suite))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
