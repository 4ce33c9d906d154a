package dev.tocsin.statuspage.subscribers;

import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The rows of `subscriber`.
final class SubscriberStore {

    /// Begins a subscription, or gives the one that is there another wish.
    Subscriber put(Handle handle, Way way, String address, Wish wish, String language, Instant now) {
        return bound(handle.createQuery("""
                        insert into subscriber (channel, address, components, maintenance_only, matter, least_impact,
                                                language, confirmed_at)
                        values (:way, :address, :components, :maintenanceOnly, :matter, :least, :language, :now)
                            on conflict (channel, address, coalesce(matter, '')) where ended_at is null do update
                           set components = excluded.components, maintenance_only = excluded.maintenance_only,
                               least_impact = excluded.least_impact, language = excluded.language, failures = 0
                        returning *
                        """), wish)
                .bind("way", way.word())
                .bind("address", address)
                .bind("language", language)
                .bind("now", now)
                .map((row, _) -> subscriber(row))
                .one();
    }

    /// False when it has ended.
    boolean change(Handle handle, long id, Wish wish) {
        return bound(handle.createUpdate("""
                                update subscriber
                                   set components = :components, maintenance_only = :maintenanceOnly,
                                       least_impact = :least, matter = :matter
                                 where id = :id
                                   and ended_at is null
                                """), wish).bind("id", id).execute() == 1;
    }

    /// False when it had ended before.
    boolean end(Handle handle, long id, String because, Instant now) {
        return handle.createUpdate("""
                                update subscriber
                                   set ended_at = :now, ended_because = :because
                                 where id = :id
                                   and ended_at is null
                                """)
                        .bind("id", id)
                        .bind("because", because)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /// Ends all at one address.
    void endAt(Handle handle, Way way, String address, String because, Instant now) {
        handle.createUpdate("""
                        update subscriber
                           set ended_at = :now, ended_because = :because
                         where channel = :way
                           and address = :address
                           and ended_at is null
                        """)
                .bind("way", way.word())
                .bind("address", address)
                .bind("because", because)
                .bind("now", now)
                .execute();
    }

    /// Who follows one matter alone hears of it to its end, and then no more.
    void endFollowers(Handle handle, PublicId matter, Instant now) {
        handle.createUpdate("""
                        update subscriber
                           set ended_at = :now, ended_because = 'it is over'
                         where matter = :matter
                           and ended_at is null
                        """).bind("matter", matter.value()).bind("now", now).execute();
    }

    /// Counts a message that was refused there, or forgets them all; answers how many in a row.
    int count(Handle handle, long id, boolean refused) {
        return handle.createQuery("""
                        update subscriber
                           set failures = case when :refused then failures + 1 else 0 end
                         where id = :id
                        returning failures
                        """)
                .bind("id", id)
                .bind("refused", refused)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    Optional<Subscriber> find(Handle handle, long id) {
        return handle.createQuery("select * from subscriber where id = :id")
                .bind("id", id)
                .map((row, _) -> subscriber(row))
                .findOne();
    }

    Optional<Subscriber> find(Handle handle, Way way, String address) {
        return handle.createQuery("""
                        select *
                          from subscriber
                         where channel = :way
                           and address = :address
                           and ended_at is null
                         order by matter nulls first
                         limit 1
                        """)
                .bind("way", way.word())
                .bind("address", address)
                .map((row, _) -> subscriber(row))
                .findOne();
    }

    /// Those that want to hear, in the order of their numbers, after number `after`; confirmed before `before`.
    List<Subscriber> walk(Handle handle, long after, Instant before, int limit) {
        return handle.createQuery("""
                        select *
                          from subscriber
                         where id > :after
                           and ended_at is null
                           and confirmed_at <= :before
                         order by id
                         limit :limit
                        """)
                .bind("after", after)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> subscriber(row))
                .list();
    }

    /// The newest first, below number `before`; also those that have ended.
    List<Subscriber> page(Handle handle, long before, int limit) {
        return handle.createQuery("""
                        select *
                          from subscriber
                         where id < :before
                         order by id desc
                         limit :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> subscriber(row))
                .list();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Wish wish) {
        return statement
                .bindArray(
                        "components",
                        String.class,
                        wish.components().stream().map(PublicId::value).sorted().toList())
                .bind("maintenanceOnly", wish.maintenanceOnly())
                .bind("matter", wish.matter().map(PublicId::value))
                .bind("least", wish.least().word());
    }

    static Wish wish(ResultSet row) throws SQLException {
        return new Wish(
                ids((String[]) row.getArray("components").getArray()),
                row.getBoolean("maintenance_only"),
                Optional.ofNullable(row.getString("matter")).map(PublicId::new),
                Impact.valueOf(row.getString("least_impact").toUpperCase(Locale.ROOT)));
    }

    private static Set<PublicId> ids(String[] values) {
        return Stream.of(values).map(PublicId::new).collect(Collectors.toSet());
    }

    private static Subscriber subscriber(ResultSet row) throws SQLException {
        return new Subscriber(
                row.getLong("id"),
                Way.of(row.getString("channel")),
                row.getString("address"),
                wish(row),
                row.getString("language"),
                instant(row, "confirmed_at").orElseThrow(),
                row.getInt("failures"),
                instant(row, "ended_at"),
                Optional.ofNullable(row.getString("ended_because")));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
