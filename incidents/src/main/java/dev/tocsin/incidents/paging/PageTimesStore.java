package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.delivery.DeliveryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the rows of a page and of its delivery say of time.
final class PageTimesStore {

    /// Empty where the delivery carries no page, or was never claimed. A page that was pulled forward was due when it
    /// was claimed. A digest carries several pages: the first that fell due counts.
    Optional<PageLegs.Times> of(Handle handle, DeliveryId delivery) {
        return handle.createQuery("""
                        select least(page.due_at, claimed_at) as due, claimed_at, accepted_at
                          from page
                          join delivery on delivery.id = delivery_id
                         where delivery_id = :delivery
                           and claimed_at is not null
                         order by page.due_at
                         limit 1
                        """)
                .bind("delivery", delivery.value())
                .map((row, _) -> new PageLegs.Times(
                        instant(row, "due").orElseThrow(),
                        instant(row, "claimed_at").orElseThrow(),
                        instant(row, "accepted_at")))
                .findOne();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
