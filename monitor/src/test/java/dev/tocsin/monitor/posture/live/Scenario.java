package dev.tocsin.monitor.posture.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.monitor.posture.Ca;
import dev.tocsin.monitor.posture.Ca.Issued;
import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.certificate.Anchors;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One scenario of a certificate, made real.
final class Scenario {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LONG = Duration.ofDays(3000);

    private final JsonNode vector;
    private final JsonNode wish;
    private final String base;
    private Ca anchor = Ca.root("Root", NOW);
    private Ca issuer = anchor;
    private final List<X509Certificate> between = new ArrayList<>();
    private final List<X509Certificate> alsoTrusted = new ArrayList<>();
    private final Issued leaf;

    Scenario(JsonNode vector) {
        this.vector = vector;
        wish = vector.get("generate");
        base = wish.get("base").textValue();
        authorities();
        leaf = base.startsWith("self-signed") ? Ca.selfSigned(order()) : issuer.issue(order());
    }

    private void authorities() {
        if (base.startsWith("company root")) {
            return;
        }
        if (base.startsWith("unknown root")) {
            var unknown = Ca.root("Unknown", NOW);
            issuer = under(unknown, "Unknown Intermediate", LONG);
            between.add(unknown.certificate());
            return;
        }
        if (base.startsWith("root -> CA 1")) {
            var first = under(anchor, "CA 1", LONG);
            issuer = first.intermediate(Order.authority("CA 2", NOW, LONG));
            between.addFirst(issuer.certificate());
            return;
        }
        if (base.startsWith("new root")) {
            var old = Ca.root("Old Root", NOW);
            alsoTrusted.add(old.certificate());
            issuer = under(anchor, "Intermediate", LONG);
            between.add(anchor.crossSigned(Order.authority("Root", NOW, Duration.ofDays(-1)), old)
                    .certificate());
            return;
        }
        if (base.contains("SHA-1") && base.startsWith("root self-signed")) {
            anchor = Ca.root("Root", NOW, "SHA1");
        }
        var left = base.contains("(expired yesterday)")
                ? Duration.ofDays(-1)
                : base.contains("(5 days left)") ? Duration.ofDays(5) : LONG;
        issuer = under(anchor, "Intermediate", left);
    }

    private Ca under(Ca upper, String name, Duration left) {
        // What an authority signs with MD5 it must sign with RSA.
        var key = wish.get("sig").textValue().equals("MD5") ? "RSA 2048" : "EC P-256";
        var made = upper.intermediate(Order.authority(name, NOW, left).key(key));
        between.add(made.certificate());
        return made;
    }

    private Order order() {
        var remaining = seconds("remainingHours");
        var end = NOW.plusSeconds(remaining);
        var names = new ArrayList<String>();
        for (var name : wish.get("san")) {
            var text = name.textValue();
            if (text.startsWith("plus ")) {
                IntStream.range(0, Integer.parseInt(text.split(" ", -1)[1]))
                        .forEach(number -> names.add("name-" + number + ".good.test"));
            } else {
                names.add(text.startsWith("DNS:") ? text.substring(4) : text);
            }
        }
        var order = Order.server(wish.path("cn").asText(host()), NOW)
                .valid(end.minusSeconds(seconds("lifetimeHours")), end)
                .key(wish.get("key").textValue())
                .digest(wish.get("sig").textValue())
                .names(names)
                .logs(wish.path("sct").asInt(publicRoots() ? 3 : 0));
        if (wish.path("ca").asBoolean()) {
            order.asAuthority();
        }
        if (wish.path("crlDistributionPoint").isTextual()) {
            order.listAt(wish.get("crlDistributionPoint").textValue());
        }
        return order;
    }

    private long seconds(String field) {
        return Math.round(wish.get(field).doubleValue() * 3600);
    }

    String host() {
        return vector.get("host").textValue();
    }

    List<X509Certificate> chain() {
        var chain = new ArrayList<X509Certificate>();
        var others = new ArrayList<>(between);
        for (var one : vector.get("serve")) {
            switch (one.textValue()) {
                case "leaf" -> chain.add(leaf.certificate());
                case "unrelated CA" -> chain.add(Ca.root("Unrelated", NOW).certificate());
                default -> chain.add(others.removeFirst());
            }
        }
        return chain;
    }

    PrivateKey key() {
        return leaf.key();
    }

    Anchors anchors() {
        var trusted = new ArrayList<>(List.of(anchor.certificate()));
        trusted.addAll(alsoTrusted);
        return new Anchors(trusted, publicRoots());
    }

    private boolean publicRoots() {
        return vector.get("trust").get(0).asText().contains("marked public");
    }

    RevocationLists lists() {
        if (!wish.path("crl").isTextual()) {
            return RevocationLists.NONE;
        }
        var text = wish.get("crl").textValue();
        var until = NOW.plus(text.contains("yesterday") ? Duration.ofDays(-1) : Duration.ofDays(5));
        var revoked = text.startsWith("empty") ? new X509Certificate[0] : new X509Certificate[] {leaf.certificate()};
        try {
            return RevocationLists.parse(issuer.list(NOW.minus(Duration.ofDays(9)), until, revoked));
        } catch (CRLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The versions of TLS, where they are said.
    List<String> versions() {
        return wish.path("server").asText().equals("TLS 1.3 only") ? List.of("TLSv1.3") : List.of();
    }

    /// What openssl is told where Java can no longer serve such a thing.
    List<String> options() {
        var server = wish.path("server").asText();
        if (server.startsWith("TLS 1.0")) {
            return List.of("-cipher", "ECDHE:!eNULL:@SECLEVEL=0");
        }
        if (server.contains("TLS_RSA_WITH_AES_128_CBC_SHA")) {
            return List.of("-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0");
        }
        var old = wish.get("sig").textValue().equals("MD5")
                || wish.get("key").textValue().equals("RSA 512");
        return old ? List.of("-cipher", "ECDHE:!eNULL:@SECLEVEL=0", "-no_tls1", "-no_tls1_1") : List.of();
    }
}
