package dev.tocsin.incidents.rota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of `schedule_version`.
final class VersionStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the settings said from `at` on, and whom they knew.
    record Version(Instant at, OnCallSchedule schedule, Set<String> responders) {}

    /// One node at a time compares and writes.
    void lock(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('schedule.versions'))");
    }

    /// Nothing is written where the newest version says the same.
    void insert(Handle handle, String schedule, ObjectNode definition, Instant now) {
        handle.createUpdate("""
                        insert into schedule_version (schedule, at, definition)
                        select :schedule, :now, cast(:definition as jsonb)
                         where cast(:definition as jsonb) is distinct from (select definition
                                                                              from schedule_version
                                                                             where schedule = :schedule
                                                                             order by id desc
                                                                             limit 1)
                        """)
                .bind("schedule", schedule)
                .bind("now", now)
                .bind("definition", definition.toString())
                .execute();
    }

    /// Notes of every schedule that is none of `present` that it is gone.
    void retireOthers(Handle handle, Set<String> present, Instant now) {
        handle.createUpdate("""
                        insert into schedule_version (schedule, at, definition)
                        select schedule, :now, null
                          from (select distinct on (schedule) schedule, definition
                                  from schedule_version
                                 order by schedule, id desc) newest
                         where definition is not null
                           and schedule <> all (:present)
                        """)
                .bind("now", now)
                .bindArray("present", String.class, present)
                .execute();
    }

    boolean isKnown(Handle handle, String schedule) {
        return handle.createQuery("""
                        select exists (select
                                         from schedule_version
                                        where schedule = :schedule)
                        """)
                .bind("schedule", schedule)
                .mapTo(Boolean.class)
                .one();
    }

    /// The one that was in force at `from` (or the first there is), and those that followed it before `to`.
    List<Version> between(Handle handle, String schedule, Instant from, Instant to) {
        return handle.createQuery("""
                        select at, definition
                          from schedule_version
                         where schedule = :schedule
                           and at >= coalesce((select max(at)
                                                 from schedule_version
                                                where schedule = :schedule
                                                  and at <= :from), '-infinity')
                           and (at <= :to or at = (select min(at)
                                                     from schedule_version
                                                    where schedule = :schedule))
                         order by at, id
                        """)
                .bind("schedule", schedule)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> version(
                        schedule, row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("definition")))
                .list();
    }

    private static Version version(String schedule, Instant at, @Nullable String definition) {
        if (definition == null) {
            return new Version(at, new OnCallSchedule(schedule, ZoneOffset.UTC, List.of()), Set.of());
        }
        var json = json(definition);
        return new Version(at, ScheduleJson.read(schedule, json), ScheduleJson.responders(json));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a version of a schedule in the database is no JSON", impossible);
        }
    }
}
