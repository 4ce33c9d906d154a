package dev.tocsin.incidents.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incidents.Severity;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerTest {

    @Test
    void each_alert_is_an_event_by_its_fingerprint() throws Exception {
        var events = Alertmanager.read(json("""
                {"version": "4", "status": "firing", "alerts": [
                  {"status": "firing", "fingerprint": "ab12",
                   "labels": {"alertname": "HighLatency", "instance": "web1", "severity": "page"},
                   "annotations": {"summary": "p99 is 3 s"}, "startsAt": "2026-11-27T03:00:00.5Z"},
                  {"status": "resolved", "fingerprint": "cd34", "labels": {"alertname": "DiskFull"}}]}"""));

        assertThat(events)
                .containsExactly(
                        new Event.Trigger(
                                "ab12",
                                "HighLatency on web1",
                                "p99 is 3 s",
                                Severity.CRITICAL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instant.parse("2026-11-27T03:00:00.5Z"))),
                        new Event.Resolve("cd34"));
    }

    @ParameterizedTest
    @CsvSource({"critical,CRITICAL", "PAGE,CRITICAL", "warning,MAJOR", "'',MAJOR", "whatever,MAJOR", "info,MINOR"})
    void a_severity_that_is_not_known_is_neither_forgotten_nor_the_worst(String word, Severity severity)
            throws Exception {
        var events = Alertmanager.read(json("""
                {"version": "4", "alerts": [{"status": "firing", "fingerprint": "a", "labels": {"severity": "%s"}}]}""".formatted(word)));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Trigger.class,
                        trigger -> assertThat(trigger.severity()).isEqualTo(severity));
    }

    @Test
    void what_is_no_webhook_of_version_4_is_told() {
        assertThatThrownBy(() -> Alertmanager.read(json("{\"version\": \"3\", \"alerts\": []}")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("version 4");
        assertThatThrownBy(() -> Alertmanager.read(json("{\"version\": \"4\"}")))
                .hasMessage("alerts is no list");
        assertThatThrownBy(() -> Alertmanager.read(json("{\"version\": \"4\", \"alerts\": [{}]}")))
                .hasMessage("an alert has no fingerprint");
    }

    @Property
    void labels_of_any_kind_break_nothing(@ForAll String name, @ForAll String summary) throws Exception {
        var alert =
                new ObjectMapper().createObjectNode().put("status", "firing").put("fingerprint", "a");
        alert.putObject("labels").put("alertname", name);
        alert.putObject("annotations").put("summary", summary);
        var body = new ObjectMapper().createObjectNode().put("version", "4");
        body.putArray("alerts").add(alert);

        var events = Alertmanager.read(body);

        assertThat(events).singleElement().isInstanceOfSatisfying(Event.Trigger.class, trigger -> {
            assertThat(trigger.title()).isNotBlank().hasSizeLessThanOrEqualTo(200);
            assertThat(trigger.summary()).hasSizeLessThanOrEqualTo(1_000);
        });
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
