package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.now;
import static dev.tocsin.incidents.PagingHouse.person;
import static dev.tocsin.incidents.PagingHouse.policy;
import static dev.tocsin.incidents.PagingHouse.settings;
import static dev.tocsin.incidents.PagingHouse.step;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Link;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.oncall.Responder;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people and new settings do to an incident that is open.
final class InterveningTest {
    private static final Actor ANA = new Actor("ana", "api");

    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void another_policy_for_the_monitor_pages_its_first_step_at_once() {
        withNightPolicy();
        house.down("shop");
        house.work();

        house.escalations.follow(Map.of("shop", new Alerting(Severity.CRITICAL, "night", true)));
        house.work();
        house.escalations.follow(Map.of("shop", new Alerting(Severity.CRITICAL, "night", true)));
        house.work();

        assertThat(house.texted()).containsExactly("ana", "cyd");
        assertThat(house.timeline(house.newest("shop"))).containsSequence("policyChanged", "paged", "delivered");
    }

    @Test
    void another_policy_wakes_nobody_for_what_somebody_has() {
        withNightPolicy();
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);

        house.escalations.follow(Map.of("shop", new Alerting(Severity.CRITICAL, "night", true)));
        house.pass(ofHours(1));

        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.newest("shop").policy()).isEqualTo("night");
    }

    @Test
    void a_chosen_step_is_paged_now_and_the_walk_goes_on_from_there() {
        house.down("shop");
        house.work();

        house.incidents.escalate(shop(), OptionalInt.of(1), ANA);
        house.work();
        house.clock.advance(ofMinutes(1));
        house.incidents.escalate(shop(), OptionalInt.of(0), ANA);
        house.work();
        house.pass(ofMinutes(5));

        assertThat(house.texted()).containsExactly("ana", "bo", "ana", "bo");
    }

    @Test
    void a_graver_incident_pages_the_same_people_as_its_new_severity_asks_for() {
        var quiet = new Responder(
                "ana",
                person("ana").email(),
                person("ana").phone(),
                person("ana").zone(),
                Map.of(Severity.MINOR, List.of(now(Medium.EMAIL)), Severity.CRITICAL, List.of(now(Medium.SMS))));
        house.reload(settings(
                List.of(quiet, person("bo", now(Medium.SMS))),
                List.of(policy("default", 1, step(ofMinutes(5), "ana"), step(ofMinutes(5), "bo")))));
        house.alert("shop", new Alerting(Severity.MINOR, "default", true));
        house.down("shop");
        house.work();
        assertThat(house.mailed()).containsExactly("ana");

        house.interventions.changeSeverity(shop(), Severity.CRITICAL, ANA);
        house.work();

        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.timeline(house.newest("shop"))).contains("severityChanged");
    }

    @Test
    void a_less_grave_incident_pages_nobody_anew_and_the_same_severity_is_no_change() {
        house.down("shop");
        house.work();

        assertThat(house.interventions.changeSeverity(shop(), Severity.MINOR, ANA))
                .isInstanceOf(Answer.Done.class);
        assertThat(house.interventions.changeSeverity(shop(), Severity.MINOR, ANA))
                .isInstanceOf(Answer.AlreadyDone.class);
        house.work();

        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void reassigning_pages_the_first_step_of_the_other_policy_also_after_an_acknowledgement() {
        withNightPolicy();
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);

        house.interventions.reassign(shop(), "night", ANA);
        house.work();

        assertThat(house.texted()).containsExactly("ana", "cyd");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void who_is_asked_to_help_is_paged_until_they_answer_and_takes_nothing_from_who_has_it() {
        house.down("shop");
        house.work();
        house.incidents.acknowledge(shop(), ANA);

        house.pages.addResponders(shop(), List.of("bo"), ANA);
        house.work();
        house.pass(ofMinutes(5));
        assertThat(house.texted()).containsExactly("ana", "bo", "bo");
        assertThat(house.newest("shop").acknowledgedBy()).contains("ana");

        house.incidents.acknowledge(shop(), new Actor("bo", "sms"));
        house.pass(ofHours(1));

        assertThat(house.texted()).hasSize(3);
        assertThat(house.newest("shop").acknowledgedBy()).contains("ana");
    }

    @Test
    void who_is_asked_to_help_while_nobody_has_it_is_paged_again_until_they_answer() {
        house.down("shop");
        house.work();

        house.pages.addResponders(shop(), List.of("cyd"), ANA);
        house.work();
        house.pass(ofMinutes(5));
        assertThat(house.texted()).containsExactlyInAnyOrder("ana", "cyd", "bo", "cyd");

        house.incidents.acknowledge(shop(), new Actor("cyd", "sms"));
        house.pass(ofHours(1));

        assertThat(house.texted()).hasSize(4);
        assertThat(house.newest("shop").acknowledgedBy()).contains("cyd");
    }

    @Test
    void notes_and_links_stand_in_the_timeline_also_after_the_end() {
        house.down("shop");
        house.incidents.resolve(shop(), ANA);

        house.interventions.note(shop(), "the disk was full", ANA);
        house.interventions.link(shop(), new Link(Link.Relation.PAGE, "https://example.com/t/7", "Ticket 7"), ANA);

        assertThat(house.timeline(house.newest("shop"))).containsExactly("opened", "resolved", "noted", "linked");
    }

    @Test
    void an_incident_that_is_not_there_or_over_is_told() {
        house.down("shop");
        house.incidents.resolve(shop(), ANA);

        assertThat(house.interventions.reassign(shop(), "default", ANA)).isInstanceOf(Answer.AlreadyResolved.class);
        assertThat(house.pages.addResponders(shop(), List.of("bo"), ANA)).isInstanceOf(Answer.AlreadyResolved.class);
        assertThat(house.interventions.note(new IncidentId(99), "?", ANA)).isInstanceOf(Answer.NoSuchIncident.class);
    }

    private void withNightPolicy() {
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS)), person("cyd", now(Medium.SMS))),
                List.of(
                        policy("default", 1, step(ofMinutes(5), "ana"), step(ofMinutes(10), "bo")),
                        policy("night", 1, step(ofMinutes(5), "cyd"), step(ofMinutes(5), "bo")))));
    }

    private IncidentId shop() {
        return house.newest("shop").id();
    }
}
