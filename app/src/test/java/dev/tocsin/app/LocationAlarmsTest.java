package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.monitor.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocationAlarmsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Location FRA = new Location("fra");

    private final TestDatabase postgres = TestDatabase.create();
    private final Incidents incidents =
            new Incidents(postgres.database(), new MovableClock(NOON), new Outbox(), List.of(), _ -> Optional.empty());
    private final LocationAlarms alarms = new LocationAlarms(incidents);

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void a_silent_place_is_one_minor_incident_that_ends_when_it_is_heard() {
        alarms.silent(FRA, Optional.of(NOON));
        alarms.silent(FRA, Optional.of(NOON));

        assertThat(all()).singleElement().satisfies(incident -> {
            assertThat(incident.title()).isEqualTo("LOCATION FRA SILENT");
            assertThat(incident.summary()).startsWith("nothing heard from fra since 2026-11-23T12:00:00Z");
            assertThat(incident.severity()).isEqualTo(Severity.MINOR);
        });

        alarms.heard(FRA);
        assertThat(all())
                .extracting(Incident::status, Incident::resolvedBy)
                .containsExactly(tuple(IncidentStatus.RESOLVED, Optional.of("the agent in fra")));
    }

    @Test
    void an_agent_in_trouble_is_another_that_ends_with_the_trouble() {
        alarms.silent(new Location("nyc"), Optional.empty());
        alarms.troubled(FRA, List.of("we are blind", "the clock here is 2.0 s ahead of the server's"));

        assertThat(all())
                .extracting(Incident::summary)
                .containsExactlyInAnyOrder(
                        "nothing was ever heard from nyc; start an agent there, or take it out of locations:",
                        "the agent in fra says: we are blind; the clock here is 2.0 s ahead of the server's");

        alarms.heard(FRA);
        alarms.relieved(FRA);
        assertThat(all())
                .filteredOn(incident -> incident.status() == IncidentStatus.RESOLVED)
                .extracting(Incident::title)
                .containsExactly("LOCATION FRA IN TROUBLE");
    }

    private List<Incident> all() {
        return postgres.database()
                .transact(handle -> incidents.page(
                        handle, new Incidents.Wanted(false, Optional.empty(), Optional.empty(), Long.MAX_VALUE), 10));
    }
}
