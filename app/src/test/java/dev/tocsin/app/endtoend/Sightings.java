package dev.tocsin.app.endtoend;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What the rows tell of how well all was watched.
final class Sightings {
    private static final double LATE_SECONDS = 1;

    private final Database database;

    Sightings(Database database) {
        this.database = database;
    }

    /// How many monitors are up.
    int up() {
        return number("select count(*) from monitor where verdict = 'UP'");
    }

    /// How many nodes have taken slots that are yet to come.
    int claimants() {
        return number("select count(distinct claimed_by) from monitor where next_due_at > current_timestamp");
    }

    int lookedAtSince(Instant from) {
        return database.transact(
                handle -> handle.createQuery("select count(distinct monitor_id) from observation where at >= :from")
                        .bind("from", from)
                        .mapTo(Integer.class)
                        .one());
    }

    /// The longest time from one look at a monitor to the next, of all that lie after `from`.
    Duration longestGap(Instant from) {
        return database.transact(handle ->
                handle.createQuery("""
                        select max(at - before)
                          from (select at, lag(at) over (partition by monitor_id order by at) as before
                                  from observation
                                 where at >= :from) as looks
                        """).bind("from", from).mapTo(Duration.class).one());
    }

    /// The monitor that was looked at least often since `from`.
    String leastSeen(Instant from) {
        return database.transact(handle ->
                handle.createQuery("""
                        select name
                          from observation
                          join monitor on monitor.id = monitor_id
                         where at >= :from
                           and name not in ('site-1', 'site-2', 'site-3')
                         group by name
                         order by count(*), name
                         limit 1
                        """).bind("from", from).mapTo(String.class).one());
    }

    Set<String> incidents() {
        return database.transact(handle -> handle.createQuery("select monitor_name from incident")
                .mapTo(String.class)
                .set());
    }

    /// How many seconds of the window the ledger counts as up for a monitor.
    double up(String name, Instant from, Instant to) {
        return database.transact(handle -> handle.createQuery("""
                        select coalesce(sum(extract(epoch from least(coalesce(ended_at, :to), :to)
                                                               - greatest(began_at, :from))), 0)
                          from verdict_interval
                          join monitor on monitor.id = monitor_id
                         where name = :name
                           and verdict_interval.verdict = 'UP'
                           and began_at < :to
                           and coalesce(ended_at, :to) > :from
                        """)
                .bind("name", name)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Double.class)
                .one());
    }

    /// Stretches between two looks in which more was counted as up than one interval of grace allows.
    List<String> upUnseen(Instant from, Instant to, Duration every) {
        return database.transact(handle -> handle.createQuery("""
                        with gap as (
                            select monitor_id, before, at
                              from (select monitor_id, at, lag(at) over (partition by monitor_id order by at) as before
                                      from observation
                                     where at between :from and :to) as looks
                             where extract(epoch from at - before) > 2 * :every + :late
                        )
                        select name || ' at ' || before || ' for ' || at - before
                          from gap
                          join monitor on monitor.id = gap.monitor_id
                          join verdict_interval as said on said.monitor_id = gap.monitor_id
                                                       and said.verdict = 'UP'
                                                       and began_at < at
                                                       and coalesce(ended_at, at) > before
                         group by name, before, at
                        having sum(extract(epoch from least(coalesce(ended_at, at), at) - greatest(began_at, before)))
                               > :every + 0.001
                        """)
                .bind("from", from)
                .bind("to", to)
                .bind("every", every.toSeconds())
                .bind("late", LATE_SECONDS)
                .mapTo(String.class)
                .list());
    }

    /// How many stretches of unknown began since `from`.
    int unknownSince(Instant from) {
        return database.transact(handle ->
                handle.createQuery("""
                        select count(*)
                          from verdict_interval
                         where verdict = 'UNKNOWN'
                           and began_at >= :from
                        """).bind("from", from).mapTo(Integer.class).one());
    }

    private int number(String sql) {
        return database.transact(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }
}
