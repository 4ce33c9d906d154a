package dev.tocsin.monitor.posture.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.monitor.posture.name.HostnameMatch.AlternativeNames;
import dev.tocsin.monitor.posture.name.IpLiteral;
import java.nio.ByteBuffer;
import java.security.cert.X509Extension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the extensions of a certificate or of a revocation list say, read from their bytes: Java shows names through
/// its own conversions, and some extensions not at all. One that cannot be read says nothing.
public final class Extensions {

    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";
    private static final byte[] ISSUERS = HexFormat.of().parseHex("2b06010505073002");
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";
    private static final int URI = 0x86;
    private static final int LOG_ID = 32;

    private Extensions() {}

    /// The names that the certificate is for (RFC 5280, 4.2.1.6), byte for byte.
    public static AlternativeNames names(X509Extension certificate) {
        var dns = new ArrayList<String>();
        var addresses = new ArrayList<IpLiteral>();
        try {
            for (var name : elements(certificate, ALTERNATIVE_NAMES)) {
                if (name.tag() == 0x82) {
                    dns.add(new String(name.content(), ISO_8859_1));
                } else if (name.tag() == 0x87) {
                    addresses.add(IpLiteral.of(name.content()));
                }
            }
        } catch (Der.Malformed unreadable) {
            return new AlternativeNames(List.of(), List.of());
        }
        return new AlternativeNames(dns, addresses);
    }

    /// Where the certificate's issuer publishes what it revoked (RFC 5280, 4.2.1.13).
    public static List<String> revocationLists(X509Extension certificate) {
        try {
            var places = new ArrayList<String>();
            for (var point : elements(certificate, DISTRIBUTION_POINTS)) {
                for (var name : point.children(0xa0)) {
                    places.addAll(fullName(name));
                }
            }
            return places;
        } catch (Der.Malformed unreadable) {
            return List.of();
        }
    }

    /// Where the certificate of the issuer may be had (RFC 5280, 4.2.2.1).
    public static List<String> issuers(X509Extension certificate) {
        try {
            var places = new ArrayList<String>();
            for (var access : elements(certificate, AUTHORITY_INFORMATION)) {
                var methods = access.children(Der.OBJECT_IDENTIFIER);
                if (!methods.isEmpty() && Arrays.equals(methods.getFirst().content(), ISSUERS)) {
                    for (var name : access.children(URI)) {
                        places.add(new String(name.content(), ISO_8859_1));
                    }
                }
            }
            return places;
        } catch (Der.Malformed unreadable) {
            return List.of();
        }
    }

    /// What a revocation list says of its own scope (RFC 5280, 5.2.5).
    ///
    /// @param places empty for all of its issuer's certificates
    /// @param indirect whether it speaks of other issuers' certificates
    record Scope(List<String> places, boolean indirect, boolean partial) {}

    static Scope scope(X509Extension list) {
        try {
            var places = new ArrayList<String>();
            var indirect = false;
            var partial = false;
            for (var part : elements(list, ISSUING_DISTRIBUTION_POINT)) {
                if (part.tag() == 0xa0) {
                    places.addAll(fullName(part));
                }
                indirect |= part.tag() == 0x84;
                partial |= part.tag() == 0xa3 || part.tag() == 0x82 || part.tag() == 0x85;
            }
            return new Scope(places, indirect, partial);
        } catch (Der.Malformed unreadable) {
            return new Scope(List.of(), true, true);
        }
    }

    private static List<String> fullName(Der point) throws Der.Malformed {
        var places = new ArrayList<String>();
        for (var names : point.children(0xa0)) {
            for (var name : names.children(URI)) {
                places.add(new String(name.content(), ISO_8859_1));
            }
        }
        return places;
    }

    /// The identifier of the issuer's key, for the identifier of a certificate in RFC 9773.
    static Optional<byte[]> authorityKey(X509Extension certificate) {
        try {
            return elements(certificate, AUTHORITY_KEY).stream()
                    .filter(part -> part.tag() == 0x80)
                    .map(Der::content)
                    .findFirst();
        } catch (Der.Malformed unreadable) {
            return Optional.empty();
        }
    }

    /// How many logs of Certificate Transparency signed for the certificate (RFC 6962, 3.3); empty when the list
    /// cannot be read.
    static OptionalInt logs(X509Extension certificate) {
        var value = certificate.getExtensionValue(TIMESTAMPS);
        if (value == null) {
            return OptionalInt.of(0);
        }
        try {
            var inner = Der.of(Der.of(value).content());
            if (inner.tag() != Der.OCTET_STRING) {
                return OptionalInt.empty();
            }
            return logs(ByteBuffer.wrap(inner.content()));
        } catch (Der.Malformed unreadable) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt logs(ByteBuffer list) {
        if (list.remaining() < 2 || (list.getShort() & 0xffff) != list.remaining()) {
            return OptionalInt.empty();
        }
        var ids = new HashSet<String>();
        while (list.hasRemaining()) {
            var length = list.remaining() < 2 ? -1 : list.getShort() & 0xffff;
            if (length < 1 + LOG_ID || length > list.remaining()) {
                return OptionalInt.empty();
            }
            var timestamp = new byte[length];
            list.get(timestamp);
            // Only version 1 is known, which the number 0 stands for.
            if (timestamp[0] == 0) {
                ids.add(HexFormat.of().formatHex(timestamp, 1, 1 + LOG_ID));
            }
        }
        return OptionalInt.of(ids.size());
    }

    private static List<Der> elements(X509Extension holder, String oid) throws Der.Malformed {
        var value = holder.getExtensionValue(oid);
        return value == null ? List.of() : Der.of(Der.of(value).content()).children();
    }
}
