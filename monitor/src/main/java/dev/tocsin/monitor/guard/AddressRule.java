package dev.tocsin.monitor.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What may be looked at for those who ask over the API: the internet, and beyond it only what the operator has
/// allowed, by `ranges` of addresses or by `names` of hosts, whatever addresses those have. Pure.
public record AddressRule(List<AddressRange> ranges, Set<String> names) {

    /// The internet alone.
    public static final AddressRule INTERNET = new AddressRule(List.of(), Set.of());

    private static final String CURE = "allow it in the settings under apiMonitors.allow, or look at it from there";

    /// Why something may not be looked at, and what to do about it.
    public record Refusal(String why, String cure) {

        /// In one sentence.
        public String sentence() {
            return why + ", which monitors of the API may not look at: " + cure;
        }
    }

    public AddressRule {
        ranges = List.copyOf(ranges);
        names = Set.copyOf(names);
    }

    /// What speaks against dialling `address` for `host`, as it was written. `ours` when it is an address of this
    /// machine: what listens there may be closed to the outside.
    public Optional<Refusal> refusal(String host, InetAddress address, boolean ours) {
        if (allows(host)
                || allows(address)
                || Reserved.inner(address).filter(this::allows).isPresent()) {
            return Optional.empty();
        }
        var literal = HostSpelling.of(host) instanceof HostSpelling.Literal;
        return Reserved.why(address)
                .or(() -> ours ? Optional.of("an address of this machine") : Optional.empty())
                .map(kind -> new Refusal(host + (literal ? " is " : " leads to ") + kind, CURE));
    }

    /// What speaks against `host` before any name is looked up: an address that may not be dialled, one in an odd
    /// spelling, a name that means this machine.
    public Optional<Refusal> refusal(String host) {
        return switch (HostSpelling.of(host)) {
            case HostSpelling.Literal(var address) -> refusal(host, address, false);
            case HostSpelling.Name(var name) ->
                isThisMachine(name) && !allows(host)
                        ? Optional.of(new Refusal(host + " is this machine", CURE))
                        : Optional.empty();
            case HostSpelling.Odd(var why, var cure) -> Optional.of(new Refusal(why, cure));
        };
    }

    /// RFC 6761, 6.3.
    private static boolean isThisMachine(String name) {
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private boolean allows(String host) {
        return HostSpelling.of(host) instanceof HostSpelling.Name(var name) && names.contains(name);
    }

    private boolean allows(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
