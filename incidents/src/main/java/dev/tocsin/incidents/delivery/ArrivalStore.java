package dev.tocsin.incidents.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the rows of `delivery` say of arrivals.
final class ArrivalStore {

    Optional<Instant> last(Handle handle, Medium medium, String recipient) {
        return handle.createQuery("""
                        select accepted_at
                          from delivery
                         where recipient = :recipient
                           and medium = :medium
                           and state in ('accepted', 'delivered')
                           and (state = 'delivered' or medium not in ('sms', 'voice'))
                           and accepted_at is not null
                         order by accepted_at desc
                         limit 1
                        """)
                .bind("recipient", recipient)
                .bind("medium", medium.word())
                .map((row, _) ->
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant())
                .findOne();
    }
}
