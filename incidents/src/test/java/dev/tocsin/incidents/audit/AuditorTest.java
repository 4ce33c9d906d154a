package dev.tocsin.incidents.audit;

import static dev.tocsin.incidents.PagingHouse.now;
import static dev.tocsin.incidents.PagingHouse.person;
import static dev.tocsin.incidents.PagingHouse.policy;
import static dev.tocsin.incidents.PagingHouse.settings;
import static dev.tocsin.incidents.PagingHouse.step;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditorTest {
    private final PagingHouse house = new PagingHouse();
    private final Auditor auditor = auditor();

    @BeforeEach
    void begin() {
        pass(ofMinutes(2));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_house_in_which_all_is_done_in_time_passes() {
        house.down("shop");
        house.work();
        pass(ofMinutes(1));

        auditor.auditDue();

        assertThat(auditor.standing().passed()).isTrue();
        assertThat(auditor.standing().found()).isEmpty();
        assertThat(auditor.standing().at()).hasValue(house.clock.instant());
        assertThat(open()).isEmpty();
    }

    @Test
    void a_step_that_nobody_walks_is_an_incident_once_the_second_look_sees_it_too() {
        house.down("shop");
        pass(ofSeconds(61));

        auditor.auditDue();
        assertThat(open()).isEmpty();
        assertThat(auditor.standing().passed()).isFalse();
        pass(ofSeconds(10));
        auditor.auditDue();

        assertThat(open()).containsExactly("audit:escalations", "audit:unreached");
        assertThat(auditor.standing().found().getFirst())
                .isEqualTo("1 incident waits for its next step, since 14:07:00 UTC: #1 SHOP DOWN");
    }

    @Test
    void what_was_late_only_for_a_moment_is_no_incident() {
        house.down("shop");
        pass(ofSeconds(61));
        auditor.auditDue();

        house.work();
        pass(ofSeconds(10));
        auditor.auditDue();

        assertThat(open()).isEmpty();
        assertThat(auditor.standing().passed()).isTrue();
    }

    @Test
    void what_it_finds_pages_the_catch_all_and_ends_by_itself() {
        house.down("shop");
        found();
        house.work();

        assertThat(house.texted()).containsExactlyInAnyOrder("ana", "cyd", "cyd");

        pass(ofMinutes(1));
        auditor.auditDue();
        assertThat(open()).isEmpty();
        assertThat(auditor.standing().passed()).isTrue();
        assertThat(ofKind("audit:escalations").resolvedBy()).hasValue("the auditor");
    }

    @Test
    void a_message_that_does_not_leave_is_late_whoever_holds_it() {
        house.down("shop");
        house.pages.pageDue();

        found();

        assertThat(open()).contains("audit:pages").doesNotContain("audit:escalations");

        run("update delivery set state = 'sending', lease_until = due_at");
        pass(ofMinutes(1));
        auditor.auditDue();
        assertThat(auditor.standing().found().getFirst())
                .startsWith("1 page has not left")
                .endsWith("sms of incident-1");
    }

    @Test
    void a_late_notice_is_told_and_does_not_say_that_pages_may_not_arrive() {
        house.down("shop");
        house.work();
        run("""
                insert into delivery (medium, recipient, subject, body, topic, reference, priority, created_at, due_at)
                values ('email', 'x@example.com', '', '', 'status', 'r', 60, '2026-03-04T14:00Z', '2026-03-04T14:00Z')
                """);

        found();

        assertThat(open()).containsExactly("audit:notices");
        assertThat(ofKind("audit:notices").severity()).isEqualTo(Severity.MINOR);
        assertThat(auditor.standing().passed()).isTrue();
    }

    @Test
    void a_critical_incident_for_which_no_provider_took_a_page_is_found_until_somebody_has_it() {
        house.sms.answerAlways(new Outcome.Refused("no such number"));
        house.down("shop");
        house.work();

        found();
        assertThat(open()).contains("audit:unreached");

        house.incidents.acknowledge(house.newest("shop").id(), new Actor("bo", "api"));
        pass(ofMinutes(1));
        auditor.auditDue();
        assertThat(open()).doesNotContain("audit:unreached");
    }

    @Test
    void a_shard_that_nobody_walks_is_found_and_paused_monitors_are_not_missed() {
        run("update monitor set paused_at = next_due_at, paused_by = 'ana' where name = 'api'");
        run("update monitor set retired_at = next_due_at where name = 'mail'");
        house.clock.advance(ofSeconds(75));
        auditor.auditDue();
        house.clock.advance(ofSeconds(10));
        auditor.auditDue();

        assertThat(open()).containsExactly("audit:rounds");
        assertThat(auditor.standing().found().getFirst()).startsWith("1 shard ").contains("with shop");
    }

    @Test
    void hand_offs_and_receipts_that_nobody_looks_after_are_found() {
        house.down("shop");
        house.work();
        run("insert into handoff_watch values ('primary', '2026-03-04T14:00Z', '2026-03-04T14:00Z')");
        run("update delivery set receipt_due_at = '2026-03-04T14:00Z'");

        found();

        assertThat(open()).containsExactly("audit:handoffs", "audit:receipts");
    }

    @Test
    void it_never_reports_on_an_incident_of_its_own() {
        house.down("shop");
        found();
        house.incidents.resolve(house.newest("shop").id(), new Actor("bo", "api"));
        pass(ofMinutes(5));

        auditor.auditDue();

        assertThat(auditor.standing().found()).isEmpty();
        assertThat(auditor.standing().passed()).isTrue();
        assertThat(open()).isEmpty();
    }

    @Test
    void pages_of_its_own_incidents_that_do_not_leave_are_none_of_its_business() {
        house.down("shop");
        found();
        house.incidents.resolve(house.newest("shop").id(), new Actor("bo", "api"));
        house.pages.pageDue();
        pass(ofMinutes(5));

        auditor.auditDue();

        assertThat(auditor.standing().suspected()).isEmpty();
    }

    @Test
    void two_nodes_never_audit_at_the_same_time() {
        house.database.run(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('self_audit'))");
            CompletableFuture.runAsync(auditor::auditDue).join();
        });

        assertThat(auditor.standing().at()).isEmpty();
    }

    @Test
    void a_process_that_has_just_begun_judges_nobody_for_what_waited_for_it() {
        house.down("shop");
        pass(ofMinutes(2));
        var restarted = auditor();

        restarted.auditDue();
        assertThat(restarted.standing().at()).isEmpty();
        pass(ofMinutes(1));
        restarted.auditDue();

        assertThat(restarted.standing().at()).hasValue(house.clock.instant());
    }

    @Test
    void without_a_catch_all_everybody_is_paged() {
        house.reload(settings(
                List.of(person("ana", now(Medium.SMS)), person("bo", now(Medium.SMS))),
                List.of(policy("default", 1, step(ofMinutes(5), "ana")))));
        house.incidents.report("audit:rounds", "NOBODY LOOKS", "", Severity.CRITICAL, "catch-all");

        house.work();

        assertThat(house.texted()).containsExactlyInAnyOrder("ana", "bo");
    }

    @Test
    void a_page_that_arrived_or_was_answered_is_a_proof() {
        house.down("shop");
        house.work();
        pass(ofSeconds(30));
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("ana", "sms"));
        var answered = house.clock.instant();
        pass(ofMinutes(1));

        auditor.auditDue();

        assertThat(auditor.standing().proof()).hasValue(new AuditStanding.Proof(answered, "ana answered #1"));
    }

    private Auditor auditor() {
        return new Auditor(house.database, house.clock, house.incidents, 4);
    }

    /// Both looks that it takes to believe something.
    private void found() {
        pass(ofSeconds(75));
        auditor.auditDue();
        pass(ofSeconds(10));
        auditor.auditDue();
    }

    /// Lets time pass, in which all shards are walked and nothing else is done.
    private void pass(Duration time) {
        house.clock.advance(time);
        run("update monitor set next_due_at = '" + house.clock.instant() + "'");
    }

    private void run(String sql) {
        house.database.run(handle -> handle.execute(sql));
    }

    private Incident ofKind(String key) {
        return house.all().stream()
                .filter(incident -> incident.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<String> open() {
        return house.all().stream()
                .filter(incident -> incident.status() != IncidentStatus.RESOLVED)
                .map(Incident::key)
                .filter(key -> key.startsWith("audit:"))
                .sorted()
                .toList();
    }
}
