package dev.tocsin.monitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes an observation as the JSON that `tocsin probe --json` prints. Every key is always there; what did not happen
/// is null; what a kind of probe other than http saw stands under the name of that kind. Values of headers that carry
/// secrets are `[redacted]`.
public final class ObservationJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper PLAIN = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String REDACTED = "[redacted]";
    private static final Set<String> SECRETS = Set.of(
            "set-cookie", "set-cookie2", "authorization", "proxy-authorization", "authentication-info", "x-api-key");

    private ObservationJson() {}

    /// One look at `target` as an object of its own. Its `verdict` is that of this look alone, unconfirmed.
    public static ObjectNode of(String target, Observation observation) {
        var evidence = observation.evidence();
        var json = NODES.objectNode()
                .put("target", target)
                .put("verdict", verdict(observation))
                .put("outcome", observation.outcome())
                .put("reason", observation.reason())
                .put("at", evidence.at().toString())
                .put("address", evidence.address().isEmpty() ? null : evidence.address());
        json.set("phases", phases(evidence.timings()));
        json.set("http", evidence.http().map(ObservationJson::http).orElse(null));
        json.set("tls", evidence.tls().map(ObservationJson::tls).orElse(null));
        evidence.facts()
                .filter(facts -> !(facts instanceof HttpFacts))
                .ifPresent(facts -> json.set(facts.kind(), PLAIN.valueToTree(facts)));
        json.set("checks", checks(evidence.checks()));
        return json;
    }

    private static String verdict(Observation observation) {
        return switch (observation) {
            case Observation.Passed _ -> "up";
            case Observation.Failed _ -> "down";
            case Observation.Inconclusive _ -> "unknown";
        };
    }

    private static ObjectNode phases(Timings timings) {
        return NODES.objectNode()
                .put("resolve", milliseconds(timings.resolve()))
                .put("connect", milliseconds(timings.connect()))
                .put("tls", milliseconds(timings.tls()))
                .put("request", milliseconds(timings.request()))
                .put("firstByte", milliseconds(timings.firstByte()))
                .put("transfer", milliseconds(timings.transfer()))
                .put("total", milliseconds(Optional.of(timings.total())));
    }

    /// To the microsecond, which is all that such a measurement is worth.
    private static @Nullable Double milliseconds(Optional<Duration> phase) {
        return phase.map(took -> Math.round(took.toNanos() / 1e3) / 1e3).orElse(null);
    }

    private static ObjectNode http(HttpFacts http) {
        var redirects = NODES.arrayNode();
        for (var step : http.redirects()) {
            redirects
                    .addObject()
                    .put("url", step.url().toString())
                    .put("status", step.status())
                    .put("location", step.location());
        }
        var headers = NODES.objectNode();
        http.headers().forEach((name, values) -> headers.set(name, strings(shown(name, values))));
        var json = NODES.objectNode().put("status", http.status()).put("version", http.version());
        json.set("redirects", redirects);
        json.set("headers", headers);
        return json.put("bodyBytes", http.bodyBytes()).put("bodySha256", http.bodySha256());
    }

    private static List<String> shown(String name, List<String> values) {
        var lower = name.toLowerCase(Locale.ROOT);
        var secret = SECRETS.contains(lower) || lower.endsWith("-token") || lower.endsWith("-secret");
        return secret ? values.stream().map(_ -> REDACTED).toList() : values;
    }

    private static ObjectNode tls(TlsFacts tls) {
        var certificates = NODES.arrayNode();
        tls.certificates().forEach(facts -> certificates.add(certificate(facts)));
        var json = NODES.objectNode().put("version", tls.version()).put("cipher", tls.cipher());
        json.set("certificates", certificates);
        return json.put("trusted", tls.trusted()).put("hostnameMatches", tls.hostnameMatches());
    }

    private static ObjectNode certificate(TlsFacts.CertificateFacts facts) {
        var json = NODES.objectNode().put("subject", facts.subject()).put("issuer", facts.issuer());
        json.set("sans", strings(facts.sans()));
        return json.put("serial", facts.serial())
                .put("sha256", facts.sha256())
                .put("notBefore", facts.notBefore().toString())
                .put("notAfter", facts.notAfter().toString())
                .put("keyType", facts.keyType())
                .put("keyBits", facts.keyBits())
                .put("signature", facts.signature());
    }

    private static ArrayNode checks(List<Evidence.Check> checks) {
        var json = NODES.arrayNode();
        for (var check : checks) {
            json.addObject()
                    .put("name", check.name())
                    .put("passed", check.passed())
                    .put("expected", check.expected())
                    .put("actual", check.actual());
        }
        return json;
    }

    private static ArrayNode strings(List<String> values) {
        var json = NODES.arrayNode();
        values.forEach(json::add);
        return json;
    }
}
