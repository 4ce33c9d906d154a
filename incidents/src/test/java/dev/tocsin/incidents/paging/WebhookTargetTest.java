package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.now;
import static dev.tocsin.incidents.PagingHouse.person;
import static dev.tocsin.incidents.PagingHouse.policy;
import static dev.tocsin.incidents.PagingHouse.settings;
import static dev.tocsin.incidents.PagingHouse.step;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A step that tells the program `chat` beside ana; bo comes after 5 minutes.
final class WebhookTargetTest {
    private final PagingHouse house = new PagingHouse();

    @BeforeEach
    void tellChat() {
        var both = new EscalationStep(List.of(new Target.Person("ana"), new Target.Webhook("chat")), ofMinutes(5));
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(policy("default", 0, both, step(ofMinutes(10), "bo")))));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_webhook_is_told_what_began_who_has_it_and_how_it_ended() {
        house.down("shop");
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));
        house.work();
        house.up("shop");
        house.work();

        assertThat(told())
                .extracting(json -> json.path("event").asText())
                .containsExactly("trigger", "acknowledge", "resolve");
        assertThat(told()).allSatisfy(json -> {
            assertThat(json.path("incident").asLong())
                    .isEqualTo(house.newest("shop").id().value());
            assertThat(json.path("severity").asText()).isEqualTo("critical");
            assertThat(json.path("monitor").asText()).isEqualTo("shop");
        });
        assertThat(told().getFirst().path("link").asText()).startsWith("https://status.example.com/a/");
        assertThat(told().get(1).path("by").asText()).isEqualTo("ana");
        assertThat(house.hook.got())
                .extracting(delivery -> delivery.message().recipient())
                .containsOnly("chat");
    }

    @Test
    void a_program_that_was_told_is_nobody_reached() {
        house.sms.answerNext(new Outcome.Refused("21211: no such number"));
        house.down("shop");
        house.work();
        house.work();

        assertThat(house.texted()).containsExactly("ana", "bo");
    }

    @Test
    void a_program_that_cannot_be_told_hurries_nobody() {
        house.hook.answerNext(new Outcome.Refused("410"));
        house.down("shop");
        house.work();
        house.pass(ofMinutes(4));

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void a_program_that_never_heard_of_it_is_not_told_that_it_is_over() {
        house.down("shop");
        house.pages.pageDue();
        house.up("shop");
        house.send();

        assertThat(house.hook.got()).isEmpty();
    }

    private List<JsonNode> told() {
        return house.hook.got().stream()
                .map(delivery -> {
                    try {
                        return new JsonMapper().readTree(delivery.message().text());
                    } catch (IOException fault) {
                        throw new UncheckedIOException(fault);
                    }
                })
                .toList();
    }
}
