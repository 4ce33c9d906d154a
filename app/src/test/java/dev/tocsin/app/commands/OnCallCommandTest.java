package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.db.MovableClock;
import dev.tocsin.incidents.oncall.Handoff;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Rotation;
import dev.tocsin.incidents.oncall.Turn;
import dev.tocsin.incidents.oncall.WeeklyHours;
import dev.tocsin.monitor.Probers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnCallCommandTest {
    private static final Instant TUESDAY = Instant.parse("2026-01-06T12:00:00Z");

    private final FakeHouse house = new FakeHouse();
    private String out = "";
    private String err = "";

    @Test
    void it_says_who_is_on_call_at_an_instant_and_why() {
        house.schedule = Optional.of(office());

        assertThat(run("--at", "2026-01-09T12:00:00+01:00")).isZero();

        assertThat(out).isEqualToIgnoringNewLines("ana: on call in primary until Fri 9 Jan 18:00 Europe/Berlin");
    }

    @Test
    void without_an_instant_now_is_meant() {
        house.schedule = Optional.of(office());

        assertThat(run()).isZero();

        assertThat(out).startsWith("ana: on call in primary until Tue 6 Jan 18:00");
    }

    @Test
    void it_says_nobody_and_why() {
        house.schedule = Optional.of(office());

        assertThat(run("--at", "2026-01-10T12:00:00Z")).isZero();

        assertThat(out).startsWith("nobody: no rotation of primary answers until Mon 12 Jan 08:00");
    }

    @Test
    void over_a_time_it_lists_every_shift_and_every_gap() {
        house.schedule = Optional.of(office());

        assertThat(run("--from", "2026-01-09T12:00:00Z", "--to", "2026-01-12T12:00:00Z"))
                .isZero();

        assertThat(out.lines())
                .containsExactly(
                        "Fri 2026-01-09 13:00 +01:00  Fri 2026-01-09 18:00 +01:00  ana: on call in primary until Fri 9 Jan 18:00 Europe/Berlin",
                        "Fri 2026-01-09 18:00 +01:00  Mon 2026-01-12 08:00 +01:00  nobody: no rotation of primary answers until Mon 12 Jan 08:00 Europe/Berlin",
                        "Mon 2026-01-12 08:00 +01:00  Mon 2026-01-12 09:00 +01:00  ana: on call in primary until Mon 12 Jan 09:00 Europe/Berlin",
                        "Mon 2026-01-12 09:00 +01:00  Mon 2026-01-12 13:00 +01:00  bo: on call in primary until Mon 12 Jan 18:00 Europe/Berlin");
    }

    @Test
    void as_json_it_says_the_same() throws IOException {
        house.schedule = Optional.of(office());

        run("--at", "2026-01-09T12:00:00Z", "--json");
        var at = json();
        run("--from", "2026-01-09T12:00:00Z", "--to", "2026-01-12T12:00:00Z", "--json");
        var over = json();

        assertThat(at.path("schedule").asText()).isEqualTo("primary");
        assertThat(at.path("at").asText()).isEqualTo("2026-01-09T12:00:00Z");
        assertThat(at.path("onCall").path(0).path("responder").asText()).isEqualTo("ana");
        assertThat(at.path("onCall").path(0).path("because").asText()).startsWith("on call in primary");
        assertThat(at.path("because").isNull()).isTrue();
        assertThat(over.path("shifts")).hasSize(4);
        assertThat(over.path("shifts").path(1).path("onCall")).isEmpty();
        assertThat(over.path("shifts").path(1).path("because").asText()).startsWith("no rotation of primary answers");
        assertThat(over.path("shifts").path(3).path("to").asText()).isEqualTo("2026-01-12T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--at|noon",
                "--at|-999999999-01-01T00:00:00Z",
                "--from|2026-01-01T00:00:00Z",
                "--at|2026-01-01T00:00:00Z|--from|2026-01-01T00:00:00Z|--to|2026-01-02T00:00:00Z",
                "--from|2026-01-02T00:00:00Z|--to|2026-01-02T00:00:00Z",
                "--from|2026-01-02T00:00:00Z|--to|2999-01-02T00:00:00Z"
            })
    void what_cannot_be_meant_is_wrong_usage_in_one_line(String arguments) {
        house.schedule = Optional.of(office());

        assertThat(run(arguments.split("\\|"))).isEqualTo(64);

        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("tocsin: ").contains("see tocsin oncall --help");
    }

    private static OnCallSchedule office() {
        return new OnCallSchedule(
                "primary",
                ZoneId.of("Europe/Berlin"),
                List.of(new Rotation(
                        Turn.parse("1 week"),
                        Handoff.parse("mon 09:00"),
                        LocalDate.parse("2026-01-05"),
                        List.of("ana", "bo"),
                        Optional.of(WeeklyHours.parse("mon-fri 08:00-18:00")))));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    private int run(String... options) {
        var written = new StringWriter();
        var faults = new StringWriter();
        var all = new String[options.length + 5];
        var fixed = List.of("oncall", "--config", "tocsin.yml", "--schedule", "primary");
        for (var i = 0; i < all.length; i++) {
            all[i] = i < fixed.size() ? fixed.get(i) : options[i - fixed.size()];
        }
        var code = new Commands(
                        house,
                        new Probers(),
                        new MovableClock(TUESDAY),
                        Map.of(),
                        new Terminal(false, false),
                        new PrintWriter(written),
                        new PrintWriter(faults),
                        (running, debug, json) -> {})
                .run(all);
        out = written.toString();
        err = faults.toString();
        return code;
    }
}
