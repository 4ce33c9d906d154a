package dev.tocsin.incidents;

import static dev.tocsin.incidents.PagingHouse.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.watch.PostureNews;
import dev.tocsin.monitor.posture.watch.PostureNews.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostureAlarmsTest {
    private final PagingHouse house = new PagingHouse();
    private boolean autoResolve = true;
    private final PostureAlarms alarms = new PostureAlarms(
            house.incidents,
            () -> Map.of("shop", new Alerting(dev.tocsin.incidents.Severity.CRITICAL, "default", autoResolve)));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_finding_pages_by_its_own_severity_and_says_what_was_there_before() {
        worse("hsts.present", Severity.MAJOR, step("hsts.present", "fail", Severity.MAJOR));
        house.work();

        var incident = house.newest("shop");
        assertThat(incident.title()).isEqualTo("SHOP: hsts.present is bad");
        assertThat(incident.summary()).isEqualTo("hsts.present: seen now");
        assertThat(incident.severity()).isEqualTo(dev.tocsin.incidents.Severity.MAJOR);
        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.timeline(incident)).startsWith("opened", "found");
        assertThat(detail(incident, "found")).contains("\"before\":\"seen before\"", "\"after\":\"seen now\"");
    }

    @Test
    void what_is_minor_goes_by_mail_where_the_rules_say_so() {
        house.reload(PagingHouse.settings(
                List.of(new Responder(
                        "ana",
                        Optional.of("ana@example.com"),
                        Optional.of(PagingHouse.phone("ana")),
                        java.time.ZoneId.of("UTC"),
                        Map.of(
                                dev.tocsin.incidents.Severity.CRITICAL, List.of(now(Medium.SMS)),
                                dev.tocsin.incidents.Severity.MAJOR, List.of(now(Medium.SMS)),
                                dev.tocsin.incidents.Severity.MINOR, List.of(now(Medium.EMAIL))))),
                List.of(PagingHouse.policy("default", 0, PagingHouse.step(Duration.ofMinutes(5), "ana")))));

        worse("cert.issuer", Severity.MINOR, step("cert.issuer", "warn", Severity.MINOR));
        house.work();

        assertThat(house.texted()).isEmpty();
        assertThat(house.mailed()).containsExactly("ana");
    }

    @Test
    void what_joins_makes_no_second_incident_and_pages_nobody_again() {
        worse("hsts.present", Severity.MAJOR, step("hsts.present", "fail", Severity.MAJOR));
        house.work();
        worse("hsts.present", Severity.MAJOR, step("cookie.secure", "fail", Severity.MAJOR));
        house.work();

        assertThat(house.all()).hasSize(1);
        assertThat(house.texted()).containsExactly("ana");
        assertThat(house.timeline(house.newest("shop")))
                .filteredOn("found"::equals)
                .hasSize(2);
    }

    @Test
    void what_becomes_worse_raises_the_incident_and_pages_again_even_after_an_acknowledgement() {
        worse("cert.expiry", Severity.MINOR, step("cert.expiry", "warn", Severity.MINOR));
        house.work();
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));
        worse("cert.expiry", Severity.CRITICAL, step("cert.expired", "fail", Severity.CRITICAL));
        house.work();

        var incident = house.newest("shop");
        assertThat(house.all()).hasSize(1);
        assertThat(incident.severity()).isEqualTo(dev.tocsin.incidents.Severity.CRITICAL);
        assertThat(incident.title()).isEqualTo("SHOP: cert.expired is bad");
        assertThat(incident.status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.texted()).hasSize(2);
        assertThat(house.timeline(incident)).contains("worsened");
    }

    @Test
    void it_ends_with_the_clean_evidence_when_nothing_of_it_is_left() {
        worse("hsts.present", Severity.MAJOR, step("hsts.present", "fail", Severity.MAJOR));
        better("hsts.present", false);
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);

        better("hsts.present", true);

        var incident = house.newest("shop");
        assertThat(incident.status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(incident.resolvedBy()).contains("the monitor");
        assertThat(detail(incident, "mended")).contains("\"after\":\"seen now\"");
    }

    @Test
    void where_nothing_resolves_by_itself_a_person_does() {
        autoResolve = false;
        worse("hsts.present", Severity.MAJOR, step("hsts.present", "fail", Severity.MAJOR));
        better("hsts.present", true);

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void two_causes_are_two_incidents_beside_the_failing_monitors_own() {
        house.down("shop");
        worse("hsts.present", Severity.MAJOR, step("hsts.present", "fail", Severity.MAJOR));
        worse("cert.expiry", Severity.MAJOR, step("cert.expiry", "fail", Severity.MAJOR));
        house.up("shop");

        assertThat(house.all())
                .filteredOn(one -> one.status() == IncidentStatus.TRIGGERED)
                .hasSize(2);
    }

    @Test
    void all_of_them_end_with_their_monitor() {
        worse("hsts.present", Severity.MAJOR, step("hsts.present", "fail", Severity.MAJOR));
        worse("cert.expiry", Severity.MAJOR, step("cert.expiry", "fail", Severity.MAJOR));

        house.watch("api");

        assertThat(house.all()).allMatch(one -> one.status() == IncidentStatus.RESOLVED);
    }

    @Test
    void what_is_only_told_opens_nothing() {
        worse("tls.group.pq", Severity.INFO, step("tls.group.pq", "warn", Severity.INFO));

        assertThat(house.all()).isEmpty();
    }

    private void worse(String cause, Severity severity, Step... steps) {
        tell(cause, severity, List.of(steps), List.of(), false);
    }

    private void better(String cause, boolean over) {
        tell(cause, Severity.INFO, List.of(), List.of(step(cause, "pass", Severity.INFO)), over);
    }

    private void tell(String cause, Severity severity, List<Step> worse, List<Step> better, boolean over) {
        house.database.run(handle -> alarms.postureChanged(
                handle,
                List.of(new PostureNews(
                        Changes.idOf(handle, "shop"),
                        Changes.monitor("shop"),
                        cause,
                        severity,
                        worse,
                        better,
                        over,
                        house.clock.instant()))));
    }

    private static Step step(String check, String verdict, Severity severity) {
        return new Step(check, verdict, severity, check + " is bad", PagingHouse.START, "seen before", "seen now");
    }

    private String detail(Incident incident, String kind) {
        return house.database.transact(handle -> house.incidents.timeline(handle, incident.id())).stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> entry.detail().toString())
                .flatMap(Stream::of)
                .findFirst()
                .orElse("");
    }
}
