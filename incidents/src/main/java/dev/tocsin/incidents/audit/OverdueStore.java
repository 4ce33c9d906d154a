package dev.tocsin.incidents.audit;

import dev.tocsin.incidents.audit.Reading.Overdue;
import dev.tocsin.incidents.delivery.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads what is due in all tables that hold work for later. Every query is bounded, and answered by an index that
/// holds what waits and no more: an audit costs the same whatever has been kept. Nothing of an incident of the
/// audit's own is read.
final class OverdueStore {

    /// A shard's monitors are claimed all at once, so a few of them tell of all.
    private static final int OF_A_SHARD = 20;

    private static final Duration OBJECTIVE_OVER = Duration.ofHours(1);
    private static final int MOST_PAGES = 1_000;

    private final int shards;

    OverdueStore(int shards) {
        this.shards = shards;
    }

    Reading read(Handle handle, Instant now) {
        var late = now.minus(Auditor.LATE);
        var overdue = new EnumMap<Kind, List<Overdue>>(Kind.class);
        add(overdue, Kind.ESCALATIONS, escalations(handle, late));
        add(overdue, Kind.PAGES, messages(handle, late, true));
        add(overdue, Kind.UNREACHED, unreached(handle, late));
        add(overdue, Kind.ROUNDS, rounds(handle, late));
        add(overdue, Kind.RECEIPTS, receipts(handle, late));
        add(overdue, Kind.NOTICES, messages(handle, late, false));
        add(overdue, Kind.HANDOFFS, handoffs(handle, late));
        return new Reading(overdue, waits(handle, now));
    }

    private static void add(Map<Kind, List<Overdue>> overdue, Kind kind, List<Overdue> found) {
        if (!found.isEmpty()) {
            overdue.put(kind, found);
        }
    }

    private static List<Overdue> escalations(Handle handle, Instant late) {
        return overdue(handle.createQuery("""
                        (select '#' || id || ' ' || title as what, escalate_at as due
                           from incident
                          where escalate_at < :late
                            and key not like 'audit:%'
                          order by escalate_at
                          limit :most)
                        union all
                        (select responder || ' is to be called again for #' || incident_id, due_at
                           from awaited_acknowledgement
                           join incident on incident.id = incident_id
                          where due_at < :late
                            and (status = 'ACKNOWLEDGED' or (by_name and status = 'TRIGGERED'))
                            and key not like 'audit:%'
                          order by due_at
                          limit :most)
                        union all
                        (select '#' || id || ' ' || title || ' has rested', triggers_again_at
                           from incident
                          where triggers_again_at < :late
                            and key not like 'audit:%'
                          order by triggers_again_at
                          limit :most)
                         order by due
                         limit :most
                        """).bind("late", late));
    }

    /// Messages that should have left, or whose sender holds them longer than anybody may.
    private static List<Overdue> messages(Handle handle, Instant late, boolean pages) {
        return overdue(handle.createQuery("""
                        with waiting as (
                            (select medium, topic, due_at as due
                               from delivery
                              where state = 'pending'
                                and due_at < :late
                                and :pages = (priority < :notices)
                              order by due_at
                              limit :read)
                            union all
                            (select medium, topic, lease_until
                               from delivery
                              where state = 'sending'
                                and lease_until < :late
                                and :pages = (priority < :notices)
                              order by lease_until
                              limit :read)
                        )
                        select medium || ' of ' || topic as what, due
                          from waiting
                         where not exists (select
                                             from incident
                                            where incident.id
                                                  = cast(substring(topic from '^incident-([0-9]{1,18})$') as bigint)
                                              and key like 'audit:%')
                         order by due
                         limit :most
                        """)
                .bind("late", late)
                .bind("pages", pages)
                .bind("notices", Priority.NOTICE.rank())
                .bind("read", 2 * Reading.MOST));
    }

    /// Open critical incidents that nothing holds, that nobody has ever answered, and of which no person's provider
    /// has taken a page. A program is nobody.
    private static List<Overdue> unreached(Handle handle, Instant late) {
        return overdue(handle.createQuery("""
                        select '#' || id || ' ' || title as what, opened_at as due
                          from incident
                         where severity = 'CRITICAL'
                           and status = 'TRIGGERED'
                           and opened_at < :late
                           and held_by is null
                           and acknowledged_at is null
                           and key not like 'audit:%'
                           and not exists (select
                                             from page
                                             join delivery on delivery.id = delivery_id
                                            where incident_id = incident.id
                                              and page.medium <> 'webhook'
                                              and state in ('accepted', 'delivered'))
                         order by opened_at
                         limit :most
                        """).bind("late", late));
    }

    private List<Overdue> rounds(Handle handle, Instant late) {
        return overdue(handle.createQuery("""
                        select 'shard ' || shard || ' with ' || name as what, due
                          from generate_series(0, :shards - 1) as shard
                         cross join lateral (select name, next_due_at as due
                                               from (select name, next_due_at
                                                       from monitor
                                                      where monitor.shard = cast(shard.shard as smallint)
                                                        and retired_at is null
                                                        and paused_at is null
                                                      limit :few) few
                                              order by next_due_at
                                              limit 1) oldest
                         where due < :late
                         order by due
                         limit :most
                        """)
                .bind("late", late)
                .bind("shards", shards)
                .bind("few", OF_A_SHARD));
    }

    private static List<Overdue> receipts(Handle handle, Instant late) {
        return overdue(handle.createQuery("""
                        select medium || ' of ' || topic as what, receipt_due_at as due
                          from delivery
                         where receipt_due_at < :late
                           and not exists (select
                                             from page
                                             join incident on incident.id = incident_id
                                            where delivery_id = delivery.id
                                              and key like 'audit:%')
                         order by receipt_due_at
                         limit :most
                        """).bind("late", late));
    }

    private static List<Overdue> handoffs(Handle handle, Instant late) {
        return overdue(handle.createQuery("""
                        select 'schedule ' || schedule as what, due_at as due
                          from handoff_watch
                         where due_at < :late
                         order by due_at
                         limit :most
                        """).bind("late", late));
    }

    private static List<Overdue> overdue(Query query) {
        return query.bind("most", Reading.MOST)
                .map((row, _) -> new Overdue(
                        row.getString("what"),
                        row.getObject("due", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Of each first page that was to leave at once: what was held meanwhile, taken back before it left, or meant for
    /// a program, was promised to nobody.
    private static List<Duration> waits(Handle handle, Instant now) {
        return handle.createQuery("""
                        select extract(epoch from coalesce(delivery.accepted_at, :now) - opened_at) as seconds
                          from (select id, opened_at
                                  from incident
                                 where opened_at > :since
                                   and key not like 'audit:%'
                                 order by opened_at desc
                                 limit :most) recent
                          join page on page.incident_id = recent.id and page.call = 1
                          join delivery on delivery.id = page.delivery_id
                         where page.due_at = delivery.created_at
                           and page.medium <> 'webhook'
                           and delivery.state <> 'suppressed'
                           and not exists (select
                                             from incident_event
                                            where incident_id = recent.id
                                              and kind = 'held')
                         limit :most
                        """)
                .bind("now", now)
                .bind("since", now.minus(OBJECTIVE_OVER))
                .bind("most", MOST_PAGES)
                .mapTo(BigDecimal.class)
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
                .list();
    }
}
