package dev.tocsin.monitor.posture.dns;

import dev.tocsin.monitor.posture.name.HostName;
import java.util.List;
import java.util.Optional;

/// Asks the DNS what concerns certificates. Both block for some seconds at most.
public interface DnsLookup {

    /// Nobody is asked.
    DnsLookup NONE = new DnsLookup() {
        @Override
        public Optional<List<CaaRecord>> authorities(HostName name) {
            return Optional.empty();
        }

        @Override
        public DnsChecks.Signed signed(HostName name) {
            return DnsChecks.Signed.UNKNOWN;
        }
    };

    /// The CAA records of the closest name up the tree that has any (RFC 8659, 3); empty where a question on the way
    /// stayed without an answer.
    Optional<List<CaaRecord>> authorities(HostName name);

    /// Whether the answers for `name` are signed, and whether the signatures hold.
    DnsChecks.Signed signed(HostName name);
}
