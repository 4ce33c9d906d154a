package dev.tocsin.monitor.posture.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Grade;
import java.time.Instant;
import java.util.List;

/// What a look found, as `tocsin posture --json` prints it.
public final class PostureJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PostureJson() {}

    /// What nobody saw has no grade: null stands there.
    public static ObjectNode of(PostureSight sight) {
        var node = NODES.objectNode();
        node.put("target", sight.target());
        node.put("at", sight.at().toString());
        node.put("grade", sight.blind() ? null : sight.grade().letter().sign());
        node.set("transport", sight.blind() ? unseen() : part(sight.grade().transport()));
        node.set(
                "headers",
                sight.page().isEmpty() ? unseen() : part(sight.grade().headers()));
        node.putObject("coverage")
                .put("done", sight.grade().coverage().done())
                .put("of", sight.grade().coverage().of());
        var findings = node.putArray("findings");
        sight.findings().forEach(finding -> findings.add(finding(finding, sight.at())));
        node.set("certificates", certificates(sight.certificates()));
        var addresses = node.putArray("addresses");
        sight.addresses()
                .forEach(address -> addresses
                        .addObject()
                        .put("address", address.address())
                        .put("connected", address.connected())
                        .put("tls", address.tls())
                        .put("sha256", address.sha256()));
        var redirects = node.putArray("redirects");
        sight.redirects()
                .forEach(hop -> redirects
                        .addObject()
                        .put("way", hop.way())
                        .put("url", hop.url())
                        .put("status", hop.status())
                        .put("location", hop.location()));
        node.put("page", sight.page());
        return node;
    }

    private static ObjectNode part(Grade.Part part) {
        return NODES.objectNode().put("grade", part.letter().sign()).put("score", part.score());
    }

    private static ObjectNode unseen() {
        return NODES.objectNode().putNull("grade").putNull("score");
    }

    /// One look knows no more of the time before it than that it is over: its findings stand since it was made.
    private static ObjectNode finding(Finding finding, Instant at) {
        var check = finding.check();
        return NODES.objectNode()
                .put("check", check.id())
                .put("verdict", finding.verdict().word())
                .put("severity", finding.severity().word())
                .put("summary", finding.summary())
                .put("evidence", finding.evidence())
                .put("points", -finding.points())
                .put("modifier", finding.modifier())
                .put("reference", check.reference())
                .put("fix", check.fix())
                .put("since", at.toString())
                .put("seenAt", finding.seenAt().orElse(at).toString());
    }

    private static ArrayNode certificates(List<CertificateFacts> certificates) {
        var list = NODES.arrayNode();
        for (var certificate : certificates) {
            var node = list.addObject().put("subject", certificate.subject()).put("issuer", certificate.issuer());
            var names = node.putArray("sans");
            certificate.sans().forEach(names::add);
            node.put("serial", certificate.serial())
                    .put("sha256", certificate.sha256())
                    .put("notBefore", certificate.notBefore().toString())
                    .put("notAfter", certificate.notAfter().toString())
                    .put("keyType", certificate.keyType())
                    .put("keyBits", certificate.keyBits())
                    .put("signature", certificate.signature());
        }
        return list;
    }
}
