package dev.tocsin.app.judging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.disclosure.auth.AuthenticationResults;
import dev.tocsin.incidents.disclosure.auth.Spf;
import dev.tocsin.incidents.disclosure.cvss.Cvss;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;

/// The judgements that have to do with security reports.
final class DisclosureLines {
    private DisclosureLines() {}

    /// `{"vector"}` → `{"version", "score", "severity"}`.
    static ObjectNode cvss(Line line) {
        try {
            var cvss = Cvss.of(line.text("vector"));
            return Line.answer()
                    .put("version", cvss.version())
                    .put("score", new BigDecimal(cvss.score()))
                    .put("severity", cvss.rating().word());
        } catch (IllegalArgumentException noVector) {
            throw new Line.Unreadable(String.valueOf(noVector.getMessage()));
        }
    }

    /// `{"host", "mailfrom", "helo", "zonedata"}` → `{"result", "explanation"}`. `zonedata` is what the name servers of
    /// the world would say, as in the openspf suite.
    static ObjectNode spf(Line line, Instant now) {
        var result = Spf.check(
                new ToldNames(line.object("zonedata")),
                address(line.text("host")),
                line.optionalText("mailfrom").orElse(""),
                line.optionalText("helo").orElse(""),
                now);
        var answer = Line.answer().put("result", result.verdict().word());
        return result.explanation().isEmpty() ? answer : answer.put("explanation", result.explanation());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException nonsense) {
            throw new Line.Unreadable("host is \"" + text + "\", give an IP address");
        }
    }

    /// `{"input"}` → `{"authserv_id", "results": [{"Method", "Result", …}]}`, in the words of the vectors.
    static ObjectNode authenticationResults(Line line) {
        var read = AuthenticationResults.read(line.text("input"))
                .orElseThrow(() -> new Line.Unreadable("input is no Authentication-Results field, give its value"));
        var answer = Line.answer().put("authserv_id", read.server().orElse(null));
        var results = answer.putArray("results");
        for (var one : read.results()) {
            var result = results.addObject().put("Method", one.method()).put("Result", one.result());
            one.comment().ifPresent(text -> result.put("ResultComment", text));
            one.reason().ifPresent(text -> result.put("Reason", text));
            if (!one.properties().isEmpty()) {
                var properties = result.putObject("properties");
                for (var index = 0; index < one.properties().size(); index++) {
                    var property = one.properties().get(index);
                    properties
                            .putObject(String.valueOf(index))
                            .put("PropertyType", property.type())
                            .put("Property", property.name())
                            .put("Value", property.value());
                }
            }
        }
        return answer;
    }

    static String text(JsonNode value) {
        var text = new StringBuilder(value.isTextual() ? value.textValue() : "");
        value.forEach(part -> text.append(part.asText("")));
        return text.toString();
    }
}
