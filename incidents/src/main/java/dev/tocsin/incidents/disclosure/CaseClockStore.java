package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What is due in cases, and what is to be told: columns of `disclosure`.
final class CaseClockStore {
    static final String CLOCKS_DUE = "select from disclosure where clock_at <= :now";
    static final String ALARMS_DUE = "select from disclosure where alarm <> ''";

    void alarm(Handle handle, DisclosureId id, String alarm) {
        handle.createUpdate("update disclosure set alarm = :alarm where id = :id")
                .bind("id", id.value())
                .bind("alarm", alarm)
                .execute();
    }

    void setClock(Handle handle, DisclosureId id, int told, Optional<Instant> next) {
        handle.createUpdate("update disclosure set clock_stage = :told, clock_at = :next where id = :id")
                .bind("id", id.value())
                .bind("told", told)
                .bind("next", next)
                .execute();
    }

    int told(Handle handle, DisclosureId id) {
        return handle.createQuery("select clock_stage from disclosure where id = :id")
                .bind("id", id.value())
                .mapTo(int.class)
                .one();
    }

    List<DisclosureId> due(Handle handle, Instant now) {
        return handle.createQuery("select id from disclosure where clock_at <= :now order by clock_at limit 100")
                .bind("now", now)
                .map((row, _) -> new DisclosureId(row.getLong("id")))
                .list();
    }

    /// A case for which somebody is to be paged.
    record Alarmed(DisclosureId id, String reference, String alarm) {}

    List<Alarmed> alarmed(Handle handle) {
        return handle.createQuery("select id, reference, alarm from disclosure where alarm <> '' order by id limit 100")
                .map((row, _) -> new Alarmed(
                        new DisclosureId(row.getLong("id")), row.getString("reference"), row.getString("alarm")))
                .list();
    }
}
