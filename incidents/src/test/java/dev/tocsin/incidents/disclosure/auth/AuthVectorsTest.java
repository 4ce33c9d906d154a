package dev.tocsin.incidents.disclosure.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The suites of others for SPF, DKIM, ARC and Authentication-Results. They are no part of this tree:
/// `-Dtocsin.vectors=FOLDER` says where they are.
class AuthVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final List<String> wrong = new ArrayList<>();
    private int checked;

    @BeforeAll
    static void vectors() {
        assumeTrue(
                System.getProperty("tocsin.vectors") != null,
                "the vectors are not here; -Dtocsin.vectors=FOLDER says where");
    }

    private static Path file(String name) {
        return Path.of(System.getProperty("tocsin.vectors"), name);
    }

    private void tell(String what) {
        System.out.printf("%s: %d of %d agree%n", what, checked - wrong.size(), checked);
        assertThat(wrong).isEmpty();
        assertThat(checked).isPositive();
    }

    @Test
    void every_sender_policy_is_judged_as_the_suite_says() throws IOException {
        for (var scenario : JSON.readTree(Files.readString(file("spf/rfc7208-tests.json")))) {
            var zone = zone(scenario.get("zonedata"));
            for (var test : scenario.get("tests").properties()) {
                judge(test.getKey(), test.getValue(), zone);
            }
        }
        tell("spf");
    }

    private void judge(String name, JsonNode test, Zone zone) {
        checked++;
        var result = Spf.check(
                zone,
                InetAddress.ofLiteral(test.get("host").textValue()),
                test.get("mailfrom").textValue(),
                test.get("helo").textValue(),
                NOW);
        var allowed = new ArrayList<String>();
        if (test.get("result").isArray()) {
            test.get("result").forEach(one -> allowed.add(one.textValue()));
        } else {
            allowed.add(test.get("result").textValue());
        }
        var explanation = test.path("explanation").asText("");
        var explained = explanation.isEmpty()
                || !result.verdict().equals(Spf.Verdict.FAIL)
                || result.explanation().equals(explanation.equals("DEFAULT") ? Spf.DEFAULT_EXPLANATION : explanation);
        if (!allowed.contains(result.verdict().word()) || !explained) {
            wrong.add(name + " should be " + allowed + " " + explanation + " and is " + result);
        }
    }

    /// `SPF` stands for `TXT`, unless the name has its own `TXT`; `TIMEOUT` for all that is not there.
    private static Zone zone(JsonNode names) {
        var zone = new Zone();
        for (var name : names.properties()) {
            var ownTexts = false;
            var silent = false;
            var types = new ArrayList<String>();
            for (var record : name.getValue()) {
                silent |= record.isTextual();
                ownTexts |= record.has("TXT");
                record.fieldNames().forEachRemaining(types::add);
            }
            for (var record : name.getValue()) {
                for (var field : record.properties()) {
                    put(zone, names, name.getKey(), field.getKey(), field.getValue(), ownTexts);
                }
            }
            for (var type : silent ? MailDns.Type.values() : new MailDns.Type[0]) {
                var told = types.contains(type.name()) && !none(name.getValue(), type.name());
                if (!told && !(type == MailDns.Type.TXT && types.contains("SPF") && !ownTexts)) {
                    zone.with(name.getKey(), type, "TIMEOUT");
                }
            }
        }
        return zone;
    }

    private static boolean none(JsonNode records, String type) {
        for (var record : records) {
            if (record.path(type).asText("").equals("NONE")) {
                return true;
            }
        }
        return false;
    }

    private static void put(Zone zone, JsonNode names, String name, String type, JsonNode value, boolean ownTexts) {
        switch (type) {
            case "SPF", "TXT" -> {
                if (!(type.equals("SPF") && ownTexts) && !value.asText("").equals("NONE")) {
                    zone.with(name, MailDns.Type.TXT, joined(value));
                }
            }
            case "MX" -> {
                if (!value.get(1).textValue().isEmpty()) {
                    zone.with(name, MailDns.Type.MX, value.get(1).textValue());
                }
            }
            case "CNAME" -> {
                for (var record : names.path(value.textValue())) {
                    record.properties()
                            .forEach(field -> put(zone, names, name, field.getKey(), field.getValue(), true));
                }
            }
            default -> zone.with(name, MailDns.Type.valueOf(type), value.textValue());
        }
    }

    private static String joined(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        var text = new StringBuilder();
        value.forEach(one -> text.append(one.textValue()));
        return text.toString();
    }

    @Test
    void every_chain_of_forwarders_is_judged_as_the_suite_says() throws IOException {
        for (var test :
                JSON.readTree(Files.readString(file("arc/arc-validation.json"))).get("tests")) {
            checked++;
            var chain = Arc.validate(test.get("message").textValue().getBytes(UTF_8), texts(test.get("dns_txt")));
            if (!chain.result().equals(test.get("expected_chain").textValue())) {
                wrong.add(
                        test.get("name").textValue() + " should be " + test.get("expected_chain") + " and is " + chain);
            }
        }
        tell("arc");
    }

    private static Zone texts(JsonNode records) {
        var zone = new Zone();
        records.properties()
                .forEach(one ->
                        zone.with(one.getKey(), MailDns.Type.TXT, one.getValue().textValue()));
        return zone;
    }

    @Test
    void every_signature_is_judged_as_the_manifest_says() throws IOException {
        var manifest = JSON.readTree(Files.readString(file("dkim/manifest.json")));
        var zone = texts(manifest.get("dns_txt"));
        for (var entry : manifest.get("cases")) {
            if (!Files.exists(file("dkim").resolve(entry.get("file").textValue()))) {
                System.out.println("dkim: " + entry.get("file") + " is in the manifest alone");
                continue;
            }
            var mail = Files.readAllBytes(file("dkim").resolve(entry.get("file").textValue()));
            var verdicts = Dkim.verify(mail, zone, Optional.empty());
            for (var index = 0; index < entry.get("signatures").size(); index++) {
                checked++;
                var wanted = entry.get("signatures").get(index).get("expected").textValue();
                if (verdicts.size() <= index || !verdicts.get(index).result().equals(wanted)) {
                    wrong.add(entry.get("file") + " " + index + " should be " + wanted + " and is " + verdicts);
                }
            }
        }
        tell("dkim");
    }

    @Test
    void every_field_of_a_server_is_read_as_the_suite_says() throws IOException {
        var suite = JSON.readTree(Files.readString(file("authres/authentication-results.json")));
        for (var test : suite.get("parse_ok")) {
            checked++;
            var read = AuthenticationResults.read(test.get("input").textValue());
            if (read.isEmpty() || !same(test, read.get())) {
                wrong.add(test + " is " + read);
            }
        }
        for (var test : suite.get("parse_fail")) {
            checked++;
            if (AuthenticationResults.read(test.get("input").textValue()).isPresent()) {
                wrong.add(test + " should not be read");
            }
        }
        tell("authentication-results");
    }

    private static boolean same(JsonNode wanted, AuthenticationResults read) {
        if (!wanted.path("authserv_id")
                        .asText("")
                        .replace("null", "")
                        .equals(read.server().orElse(""))
                || wanted.get("results").size() != read.results().size()) {
            return false;
        }
        for (var index = 0; index < read.results().size(); index++) {
            var one = wanted.get("results").get(index);
            var other = read.results().get(index);
            var properties = new ArrayList<AuthenticationResults.Property>();
            one.path("properties")
                    .forEach(property -> properties.add(new AuthenticationResults.Property(
                            property.get("PropertyType").textValue(),
                            property.get("Property").textValue(),
                            property.get("Value").textValue())));
            if (!one.get("Method").textValue().equals(other.method())
                    || !one.get("Result").textValue().equals(other.result())
                    || !one.path("ResultComment")
                            .asText("")
                            .equals(other.comment().orElse(""))
                    || !one.path("Reason").asText("").equals(other.reason().orElse(""))
                    || (one.has("properties") && !properties.equals(other.properties()))) {
                return false;
            }
        }
        return true;
    }
}
