package dev.tocsin.monitor.location;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// What an agent says of itself every few seconds. `session` is one run of its process, which began at `startedAt`;
/// `now` is its clock, which at its last check-in was `offsetMillis` ahead of ours. `waiting` looks are not posted
/// yet, `dropped` were given up because too many waited, `missed` slots passed without a look; both count from the
/// first run on that kept its data. `troubles` is what a person should know. `tag` is that of the assignment it
/// has.
public record CheckIn(
        int protocol,
        String version,
        String session,
        Instant startedAt,
        Instant now,
        long offsetMillis,
        long waiting,
        long dropped,
        long missed,
        List<String> troubles,
        String tag) {

    private static final int MOST_TROUBLES = 20;
    private static final int LONGEST = 300;

    public CheckIn {
        version = bounded(version);
        session = bounded(session);
        troubles = troubles.stream().limit(MOST_TROUBLES).map(CheckIn::bounded).toList();
    }

    private static String bounded(String text) {
        var plain = text.replace('\0', ' ');
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }

    /// As it travels.
    public byte[] json() {
        return PortableJson.bytes(this, CheckIn.class);
    }

    /// Reads what [#json] wrote.
    /// @throws IOException when it is none
    public static CheckIn read(byte[] json) throws IOException {
        return PortableJson.read(json, CheckIn.class);
    }
}
