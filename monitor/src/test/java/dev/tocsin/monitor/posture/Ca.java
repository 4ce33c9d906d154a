package dev.tocsin.monitor.posture;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority made up for a test: issues whatever it is told to, also what no real one would.
public final class Ca {

    private static final AtomicInteger SERIAL = new AtomicInteger(1000);
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";

    private final KeyPair keys;
    private final X509Certificate certificate;

    private Ca(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /// A certificate and the key that goes with it.
    public record Issued(X509Certificate certificate, PrivateKey key) {}

    public static Ca root(String name, Instant now) {
        return root(name, now, "SHA256");
    }

    public static Ca root(String name, Instant now, String digest) {
        var keys = keys("EC P-256");
        var order = Order.authority(name, now, Duration.ofDays(3650)).digest(digest);
        return new Ca(keys, sign(order, keys, new X500Name("CN=" + name), keys));
    }

    public Ca intermediate(Order order) {
        var own = keys(order.key);
        return new Ca(own, issue(order, own));
    }

    /// The same authority, signed by another one too.
    public Ca crossSigned(Order order, Ca other) {
        return new Ca(keys, other.issue(order, keys));
    }

    public Issued issue(Order order) {
        var own = keys(order.key);
        return new Issued(issue(order, own), own.getPrivate());
    }

    public static Issued selfSigned(Order order) {
        var own = keys(order.key);
        return new Issued(sign(order, own, new X500Name("CN=" + order.name), own), own.getPrivate());
    }

    private X509Certificate issue(Order order, KeyPair own) {
        return sign(
                order,
                own,
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                keys);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// A list of what it revoked, DER.
    public byte[] list(Instant from, Instant until, X509Certificate... revoked) {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(from));
            builder.setNextUpdate(Date.from(until));
            for (var one : revoked) {
                builder.addCRLEntry(one.getSerialNumber(), Date.from(from), 1);
            }
            return builder.build(signer("SHA256", keys)).getEncoded();
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate sign(Order order, KeyPair own, X500Name issuer, KeyPair issuerKeys) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(order.from),
                    Date.from(order.until),
                    order.name.isEmpty() ? new X500Name("") : new X500Name("CN=" + order.name),
                    own.getPublic());
            extend(builder, order);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(order.digest, issuerKeys)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void extend(JcaX509v3CertificateBuilder builder, Order order) throws IOException {
        if (order.authority) {
            var constraints =
                    order.pathLength < 0 ? new BasicConstraints(true) : new BasicConstraints(order.pathLength);
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        }
        if (!order.names.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    order.name.isEmpty(),
                    new GeneralNames(order.names.stream().map(Ca::name).toArray(GeneralName[]::new)));
        }
        if (!order.purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(order.purposes.toArray(KeyPurposeId[]::new)));
        }
        order.permitted.ifPresent(domain -> add(
                builder,
                Extension.nameConstraints,
                new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain))},
                        null)));
        order.listAt.ifPresent(place ->
                add(builder, Extension.cRLDistributionPoints, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(
                            new DistributionPointName(
                                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, place))),
                            null,
                            null)
                })));
        order.issuerAt.ifPresent(place -> add(
                builder,
                Extension.authorityInfoAccess,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_caIssuers,
                        new GeneralName(GeneralName.uniformResourceIdentifier, place))));
        if (order.keyed) {
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[] {1, 2, 3, 4}));
        }
        if (order.strange) {
            builder.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, new DEROctetString(new byte[] {5, 0}));
        }
        if (order.logs > 0) {
            builder.addExtension(
                    new ASN1ObjectIdentifier(TIMESTAMPS), false, new DEROctetString(timestamps(order.logs)));
        }
    }

    private static void add(
            JcaX509v3CertificateBuilder builder, ASN1ObjectIdentifier oid, org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            builder.addExtension(oid, oid.equals(Extension.nameConstraints), value);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static GeneralName name(String text) {
        return text.startsWith("IP:")
                ? new GeneralName(GeneralName.iPAddress, text.substring(3))
                : new GeneralName(GeneralName.dNSName, text);
    }

    /// Lists of as many logs as asked for, signed by nobody.
    private static byte[] timestamps(int count) {
        var one = 1 + 32 + 8 + 2 + 4 + 8;
        var list = ByteBuffer.allocate(2 + count * (2 + one)).putShort((short) (count * (2 + one)));
        for (var log = 0; log < count; log++) {
            var id = new byte[32];
            id[0] = (byte) log;
            list.putShort((short) one).put((byte) 0).put(id).put(new byte[one - 33]);
        }
        return list.array();
    }

    private static ContentSigner signer(String digest, KeyPair keys) throws OperatorCreationException {
        var algorithm = keys.getPrivate().getAlgorithm();
        var name = switch (algorithm) {
            case "EC" -> digest + "withECDSA";
            case "RSA" -> digest + "withRSA";
            default -> "Ed25519";
        };
        return new JcaContentSignerBuilder(name).build(keys.getPrivate());
    }

    private static KeyPair keys(String kind) {
        try {
            if (kind.startsWith("RSA ")) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(Integer.parseInt(kind.substring(4)));
                return generator.generateKeyPair();
            }
            if (kind.startsWith("EC ")) {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp" + kind.substring(5) + "r1"));
                return generator.generateKeyPair();
            }
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What is ordered of an authority.
    public static final class Order {
        private final String name;
        private Instant from;
        private Instant until;
        private String key = "EC P-256";
        private String digest = "SHA256";
        private List<String> names = List.of();
        private List<KeyPurposeId> purposes = List.of();
        private boolean authority;
        private int pathLength = -1;
        private Optional<String> permitted = Optional.empty();
        private Optional<String> listAt = Optional.empty();
        private Optional<String> issuerAt = Optional.empty();
        private boolean strange;
        private boolean keyed;
        private int logs;

        private Order(String name, Instant from, Instant until) {
            this.name = name;
            this.from = from;
            this.until = until;
        }

        /// A server's certificate for `host`, ninety days long, of which sixty are left.
        public static Order server(String host, Instant now) {
            var order = new Order(host, now.minus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)));
            order.names = List.of(host);
            order.purposes = List.of(KeyPurposeId.id_kp_serverAuth);
            return order;
        }

        public static Order authority(String name, Instant now, Duration left) {
            var order = new Order(name, now.minus(Duration.ofDays(3650)).plus(left), now.plus(left));
            order.authority = true;
            return order;
        }

        public Order valid(Instant begin, Instant end) {
            from = begin;
            until = end;
            return this;
        }

        public Order key(String kind) {
            key = kind;
            return this;
        }

        public Order digest(String kind) {
            digest = kind;
            return this;
        }

        public Order names(List<String> all) {
            names = new ArrayList<>(all);
            return this;
        }

        public Order clientsOnly() {
            purposes = List.of(KeyPurposeId.id_kp_clientAuth);
            return this;
        }

        public Order anyPurpose() {
            purposes = List.of();
            return this;
        }

        public Order asAuthority() {
            authority = true;
            return this;
        }

        public Order pathLength(int most) {
            pathLength = most;
            return this;
        }

        public Order permitting(String domain) {
            permitted = Optional.of(domain);
            return this;
        }

        public Order listAt(String place) {
            listAt = Optional.of(place);
            return this;
        }

        public Order issuerAt(String place) {
            issuerAt = Optional.of(place);
            return this;
        }

        /// Names the key of its issuer, though not the true one.
        public Order keyed() {
            keyed = true;
            return this;
        }

        public Order strange() {
            strange = true;
            return this;
        }

        public Order logs(int count) {
            logs = count;
            return this;
        }
    }
}
