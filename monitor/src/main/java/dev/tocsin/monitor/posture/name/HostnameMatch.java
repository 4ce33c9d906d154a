package dev.tocsin.monitor.posture.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a certificate is for a host, by RFC 9525: by its subject alternative names alone, never by the common name
/// of its subject; a wildcard is the whole left-most label and stands for one label; addresses are compared as bytes.
public sealed interface HostnameMatch {

    /// It is; `name` is the alternative name that says so.
    record Matched(String name) implements HostnameMatch {}

    /// It is not, for this reason.
    record Refused(String because) implements HostnameMatch {}

    /// The alternative names of a certificate that can be for a host: dNSName and iPAddress.
    record AlternativeNames(List<String> dns, List<IpLiteral> addresses) {

        public AlternativeNames {
            dns = List.copyOf(dns);
            addresses = List.copyOf(addresses);
        }

        public boolean none() {
            return dns.isEmpty() && addresses.isEmpty();
        }
    }

    /// Whether a certificate with these names is for `host`.
    ///
    /// @param host as in a URL: a name, also with U-labels, or an address
    static HostnameMatch of(String host, AlternativeNames names) {
        var address = IpLiteral.parse(host);
        if (address.isPresent()) {
            return names.addresses().contains(address.get())
                    ? new Matched(host)
                    : new Refused("no iPAddress among the alternative names is " + host);
        }
        var name = HostName.parse(host);
        if (name.isEmpty()) {
            return new Refused("\"" + host + "\" is neither a name nor an address");
        }
        var doubtful = new ArrayList<String>();
        for (var pattern : names.dns()) {
            switch (by(pattern, name.get())) {
                case YES -> {
                    return new Matched(pattern);
                }
                case NO -> {}
                case FORBIDDEN -> doubtful.add(pattern);
            }
        }
        return new Refused(
                names.none()
                        ? "it has no subject alternative names"
                        : doubtful.isEmpty()
                                ? "none of the alternative names is "
                                        + name.get().ascii()
                                : "no client accepts the wildcard " + doubtful.getFirst());
    }

    /// What one alternative name says of a host. `FORBIDDEN`: it would match if such a wildcard were allowed.
    enum Answer {
        YES,
        NO,
        FORBIDDEN
    }

    private static Answer by(String pattern, HostName host) {
        var lowered = Ascii.lower(pattern);
        if (!lowered.startsWith("*.")) {
            return lowered.equals(host.ascii()) ? Answer.YES : Answer.NO;
        }
        var parent = HostName.parse(lowered.substring(2)).filter(name -> lowered.equals("*." + name.ascii()));
        if (parent.isEmpty() || !parentOf(host).equals(Optional.of(parent.get().ascii()))) {
            return Answer.NO;
        }
        return PublicSuffixes.isPublic(parent.get()) ? Answer.FORBIDDEN : Answer.YES;
    }

    private static Optional<String> parentOf(HostName host) {
        var dot = host.ascii().indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(host.ascii().substring(dot + 1));
    }
}
