package dev.tocsin.incidents.review;

import dev.tocsin.incidents.IncidentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `incident_review` and `review_action`.
final class ReviewStore {

    /// Writes over version `replaces`, or the first one where that is 0; false when another version stands there.
    boolean write(Handle handle, IncidentId incident, int replaces, Review.Text text, Instant at, String by) {
        return handle.createUpdate("""
                                insert into incident_review as review
                                       (incident_id, version, owner, due, summary, impact, cause, lessons,
                                        written_at, written_by)
                                select :incident, 1, :owner, :due, :summary, :impact, :cause, :lessons, :at, :by
                                 where :replaces = 0
                                    or exists (select from incident_review where incident_id = :incident)
                                on conflict (incident_id)
                                do update set version = review.version + 1, owner = excluded.owner,
                                              due = excluded.due, summary = excluded.summary,
                                              impact = excluded.impact, cause = excluded.cause,
                                              lessons = excluded.lessons, written_at = excluded.written_at,
                                              written_by = excluded.written_by
                                        where review.version = :replaces
                                """)
                        .bind("incident", incident.value())
                        .bind("replaces", replaces)
                        .bind("owner", text.owner())
                        .bind("due", text.due())
                        .bind("summary", text.summary())
                        .bind("impact", text.impact())
                        .bind("cause", text.cause())
                        .bind("lessons", text.lessons())
                        .bind("at", at)
                        .bind("by", by)
                        .execute()
                == 1;
    }

    void writeActions(Handle handle, IncidentId incident, List<Review.Action> actions) {
        handle.createUpdate("""
                        delete from review_action
                         where incident_id = :incident
                        """).bind("incident", incident.value()).execute();
        var batch = handle.prepareBatch("""
                insert into review_action (incident_id, place, text, owner, due, done)
                values (:incident, :place, :text, :owner, :due, :done)
                """);
        for (var place = 0; place < actions.size(); place++) {
            var action = actions.get(place);
            batch.bind("incident", incident.value())
                    .bind("place", place)
                    .bind("text", action.text())
                    .bind("owner", action.owner())
                    .bind("due", action.due())
                    .bind("done", action.done())
                    .add();
        }
        batch.execute();
    }

    Optional<Review> find(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select *
                          from incident_review
                         where incident_id = :incident
                        """)
                .bind("incident", incident.value())
                .map((row, _) -> review(row, actions(handle, incident)))
                .findOne();
    }

    private static List<Review.Action> actions(Handle handle, IncidentId incident) {
        return handle.createQuery("""
                        select *
                          from review_action
                         where incident_id = :incident
                         order by place
                        """)
                .bind("incident", incident.value())
                .map((row, _) -> action(row))
                .list();
    }

    /// What is not done, the most urgent first, `limit` at most.
    List<Reviews.OpenAction> open(Handle handle, int limit) {
        return handle.createQuery("""
                        select *
                          from review_action
                         where not done
                         order by due, incident_id, place
                         limit :limit
                        """)
                .bind("limit", limit)
                .map((row, _) -> new Reviews.OpenAction(new IncidentId(row.getLong("incident_id")), action(row)))
                .list();
    }

    private static Review review(ResultSet row, List<Review.Action> actions) throws SQLException {
        return new Review(
                row.getInt("version"),
                new Review.Text(
                        row.getString("owner"),
                        row.getObject("due", LocalDate.class),
                        row.getString("summary"),
                        row.getString("impact"),
                        row.getString("cause"),
                        row.getString("lessons")),
                actions,
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("written_by"));
    }

    private static Review.Action action(ResultSet row) throws SQLException {
        return new Review.Action(
                row.getString("text"),
                row.getString("owner"),
                row.getObject("due", LocalDate.class),
                row.getBoolean("done"));
    }
}
