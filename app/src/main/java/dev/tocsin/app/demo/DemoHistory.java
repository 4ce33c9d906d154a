package dev.tocsin.app.demo;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;

/// Ninety days that never happened, so that the demo's page looks like one that has lived: verdict intervals for the
/// bars, and two public incidents that are over.
final class DemoHistory {
    private static final int DAYS = 100;
    private static final int OUTAGES = 6;

    private DemoHistory() {}

    static void write(Database database, Instant now) {
        var start = now.minus(DAYS, ChronoUnit.DAYS);
        database.run(handle -> {
            handle.createUpdate("update monitor set created_at = :start")
                    .bind("start", start)
                    .execute();
            for (var id : handle.createQuery("select id from monitor order by id")
                    .mapTo(Long.class)
                    .list()) {
                writeIntervals(handle, id, start);
            }
            writeIncident(
                    handle,
                    "demo00000001",
                    "Slow answers from the API",
                    "API",
                    "minor",
                    now.minus(11, ChronoUnit.DAYS),
                    List.of(
                            "investigating|Requests to the API take several seconds. The shop itself is not affected.",
                            "monitoring|A slow query was removed. Answer times are back to normal and we keep watching.",
                            "resolved|Answer times have been normal for an hour."));
            writeIncident(
                    handle,
                    "demo00000002",
                    "Checkout unavailable",
                    "Checkout",
                    "critical",
                    now.minus(4, ChronoUnit.DAYS),
                    List.of(
                            "investigating|Checkout does not answer. Browsing and the basket work.",
                            "identified|A certificate of our payment partner has expired; they are replacing it.",
                            "resolved|Payments go through again. Baskets were kept."));
            Wakes.signal(handle, "status");
        });
    }

    /// Up, with a few short outages at random; the present is left as the monitors find it.
    private static void writeIntervals(Handle handle, long monitor, Instant start) {
        var random = new Random(monitor);
        handle.createUpdate("delete from verdict_interval where monitor_id = :id and ended_at is not null")
                .bind("id", monitor)
                .execute();
        var from = start;
        for (var i = 1; i <= OUTAGES; i++) {
            var outage = start.plus(Duration.ofHours((long) i * DAYS * 24 / (OUTAGES + 1) + random.nextInt(60)));
            var end = outage.plus(Duration.ofMinutes(3 + random.nextInt(40)));
            insert(handle, monitor, from, outage, "UP");
            insert(handle, monitor, outage, end, random.nextInt(3) == 0 ? "DOWN" : "DEGRADED");
            from = end;
        }
        var open =
                handle.createQuery("""
                        select began_at
                          from verdict_interval
                         where monitor_id = :id
                           and ended_at is null
                        """).bind("id", monitor).mapTo(Instant.class).one();
        insert(handle, monitor, from, open, "UP");
    }

    private static void insert(Handle handle, long monitor, Instant from, Instant to, String verdict) {
        handle.createUpdate("""
                        insert into verdict_interval (monitor_id, began_at, ended_at, verdict)
                        values (:id, :from, :to, :verdict)
                        """)
                .bind("id", monitor)
                .bind("from", from)
                .bind("to", to)
                .bind("verdict", verdict)
                .execute();
    }

    private static void writeIncident(
            Handle handle,
            String id,
            String name,
            String component,
            String impact,
            Instant started,
            List<String> updates) {
        var step = Duration.ofMinutes(23);
        var end = started.plus(step.multipliedBy(updates.size() - 1L));
        handle.createUpdate("""
                        insert into public_incident (id, name, status, impact, created_at, updated_at, started_at,
                                                     resolved_at)
                        values (:id, :name, 'resolved', :impact, :started, :end, :started, :end)
                        """)
                .bind("id", id)
                .bind("name", name)
                .bind("impact", impact)
                .bind("started", started)
                .bind("end", end)
                .execute();
        handle.createUpdate("""
                        insert into public_incident_component (public_incident_id, component_id)
                        select :id, id from component where name = :component
                        """).bind("id", id).bind("component", component).execute();
        for (var i = 0; i < updates.size(); i++) {
            var parts = updates.get(i).split("\\|", 2);
            var at = started.plus(step.multipliedBy(i));
            handle.createUpdate("""
                            insert into status_update (id, public_incident_id, status, body, created_at, display_at)
                            values (:updateId, :id, :status, :body, :at, :at)
                            """)
                    .bind("updateId", id.substring(0, 10) + id.charAt(11) + i)
                    .bind("id", id)
                    .bind("status", parts[0])
                    .bind("body", parts[1])
                    .bind("at", at)
                    .execute();
        }
    }
}
