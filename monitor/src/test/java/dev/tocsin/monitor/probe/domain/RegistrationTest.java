package dev.tocsin.monitor.probe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final DomainName NAME = DomainName.of("example.com");

    @Test
    void the_answer_of_a_registry_is_read() {
        var facts = Registration.read(json("""
                {"objectClassName": "domain", "ldhName": "EXAMPLE.COM.", "status": ["active", "client hold"],
                 "events": [{"eventAction": "registration", "eventDate": "1995-08-14T04:00:00Z"},
                            {"eventAction": "expiration", "eventDate": "2026-08-13T04:00:00+02:00"}],
                 "entities": [{"roles": ["technical"]},
                              {"roles": ["registrar"], "handle": "292",
                               "vcardArray": ["vcard", [["version", {}, "text", "4.0"],
                                                        ["fn", {}, "text", "Example Registrar"]]]}]}
                """), NAME, "rdap.example");

        assertThat(facts)
                .contains(new DomainFacts(
                        "example.com",
                        Optional.of(Instant.parse("2026-08-13T02:00:00Z")),
                        Optional.of("Example Registrar"),
                        List.of("active", "client hold"),
                        "rdap.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"events\": \"never\", \"entities\": 7, \"status\": {}}",
                "{\"events\": [{\"eventAction\": \"expiration\", \"eventDate\": \"soon\"}]}",
                "{\"entities\": [{\"roles\": [\"registrar\"], \"vcardArray\": [1, [[], [\"fn\"]]]}]}"
            })
    void what_is_missing_or_misshapen_is_left_out(String answer) {
        assertThat(Registration.read(json(answer), NAME, "rdap.example"))
                .contains(
                        new DomainFacts("example.com", Optional.empty(), Optional.empty(), List.of(), "rdap.example"));
    }

    @Test
    void an_answer_about_another_domain_is_none() {
        assertThat(Registration.read(json("{\"ldhName\": \"example.net\"}"), NAME, "rdap.example"))
                .isEmpty();
        assertThat(Registration.read(json("{\"objectClassName\": \"ip network\"}"), NAME, "rdap.example"))
                .isEmpty();
    }

    @Test
    void the_registry_of_the_longest_zone_answers_and_encrypted_where_it_can() {
        var registries = Registries.read(json("""
                {"services": [[["com", "NET"], ["http://one.example/", "https://one.example/"]],
                              [["uk"], ["https://uk.example/"]], [["co.uk"], ["https://couk.example/"]],
                              [["bad"], ["::"]], "odd"]}
                """));

        assertThat(registries.server(DomainName.of("shop.net"))).contains(URI.create("https://one.example/"));
        assertThat(registries.server(DomainName.of("shop.co.uk"))).contains(URI.create("https://couk.example/"));
        assertThat(registries.server(DomainName.of("shop.org.uk"))).contains(URI.create("https://uk.example/"));
        assertThat(registries.server(DomainName.of("shop.bad"))).isEmpty();
    }

    @Test
    void names_are_taken_as_people_write_them() {
        assertThat(DomainName.of("Bücher.Example.").ascii()).isEqualTo("xn--bcher-kva.example");
        for (var odd : List.of("", "com", "a b.example", "https://example.com/", "-x.example", "..", "exa/mple.com")) {
            assertThatThrownBy(() -> DomainName.of(odd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write one such as example.com");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-03-01T12:00:00Z | passed | registered until 2027-03-01T12:00:00Z, by R, active",
                "2026-03-21T12:00:00Z | slow   | registration of example.com ends in 20 d, on 2026-03-21T12:00:00Z,"
                        + " expected 30 d left",
                "2026-03-04T12:00:00Z | failed | registration of example.com ends in 3 d, on 2026-03-04T12:00:00Z,"
                        + " expected 7 d left",
                "2026-02-27T12:00:00Z | failed | registration of example.com expired 2 d ago"
            })
    void the_less_is_left_the_worse_it_is(Instant expiry, String outcome, String reason) {
        var seen = judged(expiry, "active");

        var slow = seen instanceof Observation.Passed passed && passed.slow();
        assertThat(slow ? "slow" : seen.outcome()).isEqualTo(outcome);
        assertThat(seen.reason()).isEqualTo(reason);
    }

    @Test
    void a_domain_on_its_way_out_has_failed_whatever_its_date() {
        assertThat(judged(NOW.plus(Duration.ofDays(300)), "redemption period").reason())
                .isEqualTo("domain example.com is in the state redemption period, in which it does not work");
    }

    private static Observation judged(Instant expiry, String status) {
        var probe = new Probe.Domain(
                "example.com", Optional.empty(), Duration.ofDays(30), Duration.ofDays(7), Optional.empty());
        var facts = new DomainFacts("example.com", Optional.of(expiry), Optional.of("R"), List.of(status), "rdap");
        return RegistrationAssessment.of(probe, facts, expiry, NOW).observation(_ -> Evidence.none(NOW), facts.words());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
