package dev.tocsin.incidents.mailroom.lmtp;

import java.time.Duration;

/// What one client may ask of us.
///
/// @param mail the largest mail, in bytes
/// @param memory what all mails that are arriving may take together, in bytes
/// @param roomWait how long a mail waits for its share of that
/// @param idle how long a client may be silent (RFC 5321, 4.5.3.2)
/// @param transfer how long one mail may take
/// @param recipients the most of one mail (RFC 5321, 4.5.3.1.8)
record Bounds(
        int mail, int memory, Duration roomWait, Duration idle, Duration transfer, int connections, int recipients) {
    static final int HOPS = 100;
    static final int COMMAND = 4_096;
    static final int FAULTS = 20;

    static final Bounds USUAL = new Bounds(
            50 << 20, 160 << 20, Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofMinutes(15), 50, 100);
}
