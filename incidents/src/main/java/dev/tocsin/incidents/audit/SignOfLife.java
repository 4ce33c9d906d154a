package dev.tocsin.incidents.audit;

import java.time.Instant;
import java.util.Optional;

/// How the pings of this node fare since it began.
///
/// @param place the server that gets them, without what is secret; empty where none is in the settings
/// @param answeredAt when it last took one
/// @param answered how many it took
/// @param failed how many it did not take
/// @param withheld how many were not sent because the last audit had not passed or was old
/// @param trouble why the last one failed or was withheld; empty when it was taken
public record SignOfLife(
        Optional<String> place,
        Optional<Instant> answeredAt,
        long answered,
        long failed,
        long withheld,
        Optional<String> trouble) {
    static final SignOfLife NONE = new SignOfLife(Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty());

    SignOfLife answered(String by, Instant at) {
        return new SignOfLife(Optional.of(by), Optional.of(at), answered + 1, failed, withheld, Optional.empty());
    }

    SignOfLife failed(String by, String why) {
        return new SignOfLife(Optional.of(by), answeredAt, answered, failed + 1, withheld, Optional.of(why));
    }

    SignOfLife withheld(String by, String why) {
        return new SignOfLife(Optional.of(by), answeredAt, answered, failed, withheld + 1, Optional.of(why));
    }
}
