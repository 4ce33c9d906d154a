package dev.tocsin.monitor.posture.name;

import com.google.common.net.InternetDomainName;
import java.util.Optional;

/// Which names belong to nobody in particular, such as `com` and `co.uk`, by the public suffix list
/// (https://publicsuffix.org) with its private section, as Guava carries it. A name below no rule of the list falls
/// under the list's rule `*`: its last label is public.
public final class PublicSuffixes {

    private PublicSuffixes() {}

    public static boolean isPublic(HostName name) {
        return suffix(name).equals(name.ascii());
    }

    /// The public suffix and one label more: the part that somebody registered. Empty for a public suffix itself.
    public static Optional<HostName> registered(HostName name) {
        var suffix = suffix(name);
        if (suffix.equals(name.ascii())) {
            return Optional.empty();
        }
        var rest = name.ascii().substring(0, name.ascii().length() - suffix.length() - 1);
        return Optional.of(new HostName(rest.substring(rest.lastIndexOf('.') + 1) + "." + suffix));
    }

    /// What browsers take for one site: the registered part of a host's name, or the host where it has none.
    public static String site(String host) {
        return HostName.parse(host)
                .flatMap(PublicSuffixes::registered)
                .map(HostName::ascii)
                .orElse(host);
    }

    /// The part of `name` that is public.
    public static String suffix(HostName name) {
        var last = name.ascii().substring(name.ascii().lastIndexOf('.') + 1);
        if (!InternetDomainName.isValid(name.ascii())) {
            return last;
        }
        var suffix = InternetDomainName.from(name.ascii()).publicSuffix();
        return suffix == null ? last : suffix.toString();
    }
}
