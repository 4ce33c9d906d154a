package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.RevocationLists;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lists of revoked certificates, kept from look to look until they say themselves that there is a newer one: some have
/// many megabytes. Those that nobody asked for of late make room.
public final class KnownLists {
    private static final int MOST = 32;

    private final Map<String, RevocationLists> lists = new LinkedHashMap<>();

    /// What was had from `place`, while it holds.
    synchronized Optional<RevocationLists> at(String place, Instant now) {
        var known = Optional.ofNullable(lists.remove(place)).filter(list -> list.holdsAt(now));
        known.ifPresent(list -> lists.put(place, list));
        return known;
    }

    synchronized void learn(String place, RevocationLists list) {
        lists.put(place, list);
        if (lists.size() > MOST) {
            lists.remove(lists.keySet().iterator().next());
        }
    }
}
