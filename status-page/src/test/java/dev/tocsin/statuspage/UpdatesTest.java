package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Severity;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Standing;
import dev.tocsin.monitor.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdatesTest {
    private static final Instant BEGAN = Instant.parse("2026-11-23T15:50:00Z");
    private static final StatusPageSettings SETTINGS = new StatusPageSettings(
            "Example",
            URI.create("https://status.example.com"),
            ZoneId.of("Etc/UTC"),
            IndicatorRule.HONEST,
            List.of(
                    component("Shop", Publish.AUTOMATIC, "shop", "checkout"),
                    component("API", Publish.DRAFT, "api"),
                    component("Mail", Publish.NEVER, "mail")));

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(BEGAN);
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>(
            Map.of("shop", Verdict.UP, "checkout", Verdict.UP, "api", Verdict.UP, "mail", Verdict.UP));
    private final Readings readings = new Readings(
            (_, names) -> states().stream()
                    .filter(state -> names.contains(state.name()))
                    .toList(),
            (_, states, _, now) -> SeededBoard.pasts(states, List.of(), now));
    private final Updates updates =
            new Updates(postgres.database(), () -> SETTINGS, readings, new Announcer(new Random(2), List.of()), clock);
    private final StatusBoard board = new StatusBoard(postgres.database(), () -> SETTINGS, readings, clock);

    @BeforeEach
    void sync() {
        new Components(postgres.database(), clock, new Random(1)).sync(SETTINGS.components());
    }

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void an_incident_is_told_and_ended_in_plain_words() {
        var incident = open("shop");
        assertThat(only().phase()).isEqualTo(Phase.INVESTIGATING);
        assertThat(only().impact()).isEqualTo(Impact.MAJOR);
        assertThat(only().name()).isEqualTo("Disruption of Shop");
        assertThat(only().startedAt()).isEqualTo(BEGAN.minusSeconds(20));
        assertThat(bodies()).containsExactly("Parts of Shop are not available. We are investigating.");

        verdicts.put("shop", Verdict.UP);
        clock.advance(Duration.ofMinutes(7));
        resolve(incident);
        assertThat(only().phase()).isEqualTo(Phase.RESOLVED);
        assertThat(only().resolvedAt()).contains(BEGAN.plus(Duration.ofMinutes(7)));
        assertThat(bodies().getFirst()).isEqualTo("Shop is working normally again.");
        assertThat(board.read().overall().indicator()).isEqualTo(Indicator.NONE);
    }

    @Test
    void a_monitor_that_is_switched_off_has_not_recovered() {
        var incident = open("shop");

        resolve(incident, Ending.MONITOR_PAUSED);

        assertThat(only().phase()).isEqualTo(Phase.RESOLVED);
        assertThat(bodies().getFirst())
                .isEqualTo("A check of Shop was switched off. This is closed without a confirmed recovery.");
    }

    @Test
    void an_incident_announced_again_after_a_hold_is_told_once() {
        var incident = open("shop");

        announce(incident);

        assertThat(only().updates()).hasSize(1);
    }

    @Test
    void what_the_probe_saw_is_told_to_nobody() {
        open("shop");

        assertThat(only().name() + bodies()).doesNotContain("shop:", "refused", "10.1.2.3", "shop ");
    }

    @Test
    void only_components_that_publish_by_themselves_get_an_incident() {
        open("api");
        open("mail");

        assertThat(board.read().incidents()).isEmpty();
        assertThat(board.read().overall().description()).isEqualTo("Partial System Outage");
    }

    @Test
    void an_incident_without_a_monitor_is_not_public() {
        announce(incident(insert("house"), Optional.empty(), Optional.empty()));

        assertThat(board.read().incidents()).isEmpty();
    }

    @Test
    void monitors_that_fail_together_are_one_incident_that_ends_with_the_last() {
        var first = open("shop");
        clock.advance(Duration.ofSeconds(30));
        var second = open("checkout");

        assertThat(only().impact()).isEqualTo(Impact.CRITICAL);
        assertThat(bodies().getFirst()).isEqualTo("Shop is not available. We are still investigating.");

        clock.advance(Duration.ofMinutes(1));
        resolve(first);
        assertThat(only().isOpen()).isTrue();

        clock.advance(Duration.ofMinutes(1));
        resolve(second);
        assertThat(only().isOpen()).isFalse();
        assertThat(only().impact()).isEqualTo(Impact.CRITICAL);
    }

    @Test
    void a_failure_after_the_end_is_a_new_incident() {
        resolve(open("shop"));
        clock.advance(Duration.ofMinutes(1));
        open("shop");

        assertThat(board.read().incidents()).hasSize(2);
    }

    @Test
    void an_impact_grows_with_the_failure_and_never_falls() {
        open("shop", Verdict.DEGRADED);
        assertThat(only().impact()).isEqualTo(Impact.MINOR);

        verdicts.put("shop", Verdict.DOWN);
        verdicts.put("checkout", Verdict.DOWN);
        updates.worsenDue();
        updates.worsenDue();
        assertThat(only().impact()).isEqualTo(Impact.CRITICAL);
        assertThat(bodies())
                .containsExactly(
                        "Shop is not available. We are still investigating.",
                        "Shop is slower or less reliable than usual. We are investigating.");

        verdicts.put("checkout", Verdict.UP);
        updates.worsenDue();
        assertThat(only().impact()).isEqualTo(Impact.CRITICAL);
    }

    @Test
    void nothing_is_told_when_the_transaction_fails() {
        var incident = incident(insert("shop"), Optional.of("shop"), Optional.empty());

        try {
            postgres.database().run(handle -> {
                updates.opened(handle, incident);
                throw new IllegalStateException("the settling fails");
            });
        } catch (IllegalStateException expected) {
            // What came with it is undone.
        }

        assertThat(board.read().incidents()).isEmpty();
    }

    @Test
    void the_page_has_ids_of_twelve_signs_that_stay() {
        open("shop");
        var before = board.read();

        assertThat(board.read().pageId()).isEqualTo(before.pageId());
        assertThat(board.read().incidents()).isEqualTo(before.incidents());
        assertThat(before.incidents().getFirst().components())
                .containsExactly(before.components().getFirst().id());
    }

    private Incident open(String monitor) {
        return open(monitor, Verdict.DOWN);
    }

    private Incident open(String monitor, Verdict verdict) {
        verdicts.put(monitor, verdict);
        var incident = incident(insert(monitor), Optional.of(monitor), Optional.empty());
        announce(incident);
        return incident;
    }

    private void resolve(Incident incident) {
        resolve(incident, Ending.OVER);
    }

    private void resolve(Incident incident, Ending ending) {
        postgres.database()
                .run(handle -> handle.createUpdate("""
                        update incident
                           set status = 'RESOLVED', resolved_at = :at
                         where id = :id
                        """)
                        .bind("at", clock.instant())
                        .bind("id", incident.id().value())
                        .execute());
        var resolved = incident(incident.id(), incident.monitorName(), Optional.of(clock.instant()));
        postgres.database().run(handle -> updates.resolved(handle, resolved, ending));
    }

    private void announce(Incident incident) {
        postgres.database().run(handle -> updates.opened(handle, incident));
    }

    private IncidentId insert(String key) {
        return postgres.database()
                .transact(handle -> handle.createQuery("""
                        insert into incident (key, title, summary, severity, status, policy, began_at, opened_at, reply_code)
                        values (:key, 'shop: connection refused', 'by 10.1.2.3', 'CRITICAL', 'TRIGGERED', 'default',
                                :now, :now, (select count(*) from incident))
                        returning id
                        """)
                        .bind("key", key)
                        .bind("now", clock.instant())
                        .mapTo(Long.class)
                        .map(IncidentId::new)
                        .one());
    }

    private Incident incident(IncidentId id, Optional<String> monitor, Optional<Instant> resolved) {
        return new Incident(
                id,
                "monitor:" + id,
                monitor,
                "shop: connection refused",
                "by 10.1.2.3",
                Severity.CRITICAL,
                resolved.isPresent() ? IncidentStatus.RESOLVED : IncidentStatus.TRIGGERED,
                "default",
                clock.instant().minusSeconds(20),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                resolved,
                Optional.empty(),
                4,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private PublicIncident only() {
        assertThat(board.read().incidents()).hasSize(1);
        return board.read().incidents().getFirst();
    }

    private List<String> bodies() {
        return only().updates().stream().map(StatusUpdate::body).toList();
    }

    private List<MonitorState> states() {
        return verdicts.entrySet().stream().map(this::state).toList();
    }

    private MonitorState state(Map.Entry<String, Verdict> monitor) {
        var unknown = Standing.unknown(BEGAN);
        return new MonitorState(
                new MonitorId(monitor.getKey().hashCode()),
                monitor.getKey(),
                Duration.ofSeconds(30),
                new Standing(monitor.getValue(), BEGAN, unknown.answering(), unknown.prompt()),
                Optional.of(clock.instant()),
                "connection refused by 10.1.2.3",
                BEGAN.minus(Duration.ofDays(3)));
    }

    private static ComponentSettings component(String name, Publish publish, String... monitors) {
        return new ComponentSettings(name, Optional.empty(), "", List.of(monitors), publish);
    }
}
