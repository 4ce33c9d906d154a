package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.posture.dns.CaaRecord;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks this machine's resolver for the CAA records that hold for a name: those of the closest name up the tree that
/// has any (RFC 8659, 3).
public final class CaaRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private CaaRecords() {}

    /// Empty when a question on the way stayed without an answer. Blocks for some seconds a label at most.
    ///
    /// @param name in its A-labels
    public static Optional<List<CaaRecord>> of(String name) {
        try {
            for (var here = Name.fromString(name, Name.root); here.labels() > 1; here = new Name(here, 1)) {
                var lookup = new Lookup(here, Type.CAA);
                var resolver = new SimpleResolver();
                resolver.setTimeout(PATIENCE);
                lookup.setResolver(resolver);
                lookup.setCache(null);
                var found = lookup.run();
                if (lookup.getResult() == Lookup.SUCCESSFUL && found != null) {
                    return Optional.of(Arrays.stream(found)
                            .filter(CAARecord.class::isInstance)
                            .map(CAARecord.class::cast)
                            .map(caa -> new CaaRecord(caa.getFlags(), caa.getTag(), caa.getValue()))
                            .toList());
                }
                if (lookup.getResult() == Lookup.TRY_AGAIN || lookup.getResult() == Lookup.UNRECOVERABLE) {
                    return Optional.empty();
                }
            }
            return Optional.of(List.of());
        } catch (TextParseException | UnknownHostException unaskable) {
            return Optional.empty();
        }
    }
}
