package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationJsonTest {

    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

    private static final Timings TIMINGS = new Timings(
            Optional.empty(),
            Optional.of(Duration.ofNanos(1_234_567)),
            Optional.of(Duration.ofMillis(20)),
            Optional.of(Duration.ofNanos(400)),
            Optional.of(Duration.ofMillis(1500)),
            Optional.of(Duration.ofNanos(10_000_600)),
            Duration.ofMillis(1536));

    private static final HttpFacts HTTP = new HttpFacts(
            200,
            "HTTP/1.1",
            List.of(new HttpFacts.Redirect(URI.create("http://shop.example/"), 301, "https://shop.example/")),
            Map.of("set-cookie", List.of("sid=geheim", "t=geheim")),
            13,
            "ab12",
            Optional.of("body"));

    private static final TlsFacts TLS = new TlsFacts(
            "TLSv1.3",
            "TLS_AES_128_GCM_SHA256",
            List.of(new TlsFacts.CertificateFacts(
                    "CN=shop.example",
                    "CN=Root",
                    List.of("shop.example"),
                    "1f",
                    "cd34",
                    AT,
                    AT.plusSeconds(60),
                    "EC",
                    256,
                    "SHA256withECDSA")),
            true,
            false);

    @Test
    void an_observation_is_written_with_every_key() throws JsonProcessingException {
        var evidence = new Evidence(
                AT,
                "192.0.2.1:443",
                TIMINGS,
                Optional.of(HTTP),
                Optional.of(TLS),
                List.of(new Evidence.Check("status", true, "200-299", "200")));

        var json = ObservationJson.of("https://shop.example/", new Observation.Passed(evidence, true, "fine"));

        var mapper = new ObjectMapper();
        assertThat(mapper.readTree(json.toString())).isEqualTo(mapper.readTree("""
                {
                  "target": "https://shop.example/", "verdict": "up", "outcome": "passed", "reason": "fine",
                  "at": "2026-03-04T05:06:07Z", "address": "192.0.2.1:443",
                  "phases": {"resolve": null, "connect": 1.235, "tls": 20.0, "request": 0.0, "firstByte": 1500.0,
                             "transfer": 10.001, "total": 1536.0},
                  "http": {"status": 200, "version": "HTTP/1.1",
                           "redirects": [{"url": "http://shop.example/", "status": 301,
                                          "location": "https://shop.example/"}],
                           "headers": {"set-cookie": ["[redacted]", "[redacted]"]},
                           "bodyBytes": 13, "bodySha256": "ab12"},
                  "tls": {"version": "TLSv1.3", "cipher": "TLS_AES_128_GCM_SHA256",
                          "certificates": [{"subject": "CN=shop.example", "issuer": "CN=Root",
                                            "sans": ["shop.example"], "serial": "1f", "sha256": "cd34",
                                            "notBefore": "2026-03-04T05:06:07Z", "notAfter": "2026-03-04T05:07:07Z",
                                            "keyType": "EC", "keyBits": 256, "signature": "SHA256withECDSA"}],
                          "trusted": true, "hostnameMatches": false},
                  "checks": [{"name": "status", "passed": true, "expected": "200-299", "actual": "200"}]
                }
                """));
    }

    @Test
    void what_did_not_happen_is_null() {
        var json = ObservationJson.of("x", new Observation.Inconclusive(Evidence.none(AT), "no route"));

        assertThat(json.toString())
                .isEqualTo("{\"target\":\"x\",\"verdict\":\"unknown\",\"outcome\":\"inconclusive\","
                        + "\"reason\":\"no route\",\"at\":\"2026-03-04T05:06:07Z\",\"address\":null,"
                        + "\"phases\":{\"resolve\":null,\"connect\":null,\"tls\":null,\"request\":null,"
                        + "\"firstByte\":null,\"transfer\":null,\"total\":0.0},"
                        + "\"http\":null,\"tls\":null,\"checks\":[]}");
    }

    @Test
    void what_other_kinds_saw_stands_under_their_name() {
        var ping = new IcmpFacts("ping", 3, 0, Optional.empty(), Optional.empty(), Optional.empty());
        var domain = new DomainFacts("x.example", Optional.of(AT), Optional.of("R"), List.of("active"), "rdap");

        assertThat(json(ping).get("icmp").toString())
                .isEqualTo("{\"means\":\"ping\",\"sent\":3,\"received\":0,\"loss\":100.0,"
                        + "\"min\":null,\"mean\":null,\"max\":null}");
        assertThat(json(domain).get("domain").toString())
                .isEqualTo("{\"domain\":\"x.example\",\"expiry\":\"2026-03-04T05:06:07Z\",\"registrar\":\"R\","
                        + "\"statuses\":[\"active\"],\"server\":\"rdap\"}");
        assertThat(json(new GrpcFacts("", "SERVING", "OK", 0)).get("grpc").toString())
                .isEqualTo("{\"service\":\"\",\"status\":\"SERVING\",\"code\":\"OK\",\"number\":0}");
        assertThat(json(new DnsFacts("ns", "udp", "NOERROR", List.of("aa"), List.of(), 0, 0, 0, Optional.of(7L)))
                        .at("/dns/serial")
                        .asLong())
                .isEqualTo(7);
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode json(Facts facts) {
        var evidence = new Evidence(AT, "", TIMINGS, Optional.of(facts), Optional.empty(), List.of());
        return ObservationJson.of("x", new Observation.Passed(evidence, false, "fine"));
    }

    @Test
    void a_failure_is_down() {
        var json = ObservationJson.of("x", new Observation.Failed(Evidence.none(AT), "refused"));

        assertThat(json.get("verdict").textValue()).isEqualTo("down");
        assertThat(json.get("outcome").textValue()).isEqualTo("failed");
    }
}
