package dev.tocsin.incidents.delivery;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a row of `delivery`.
final class DeliveryRow {
    private DeliveryRow() {}

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                new DeliveryId(row.getLong("id")),
                new Message(
                        medium(row),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("body"),
                        Optional.ofNullable(row.getString("html")),
                        row.getString("topic"),
                        row.getString("reference"),
                        head(row),
                        list(row)),
                row.getInt("attempts"),
                instant(row, "claimed_at").orElseThrow());
    }

    private static Optional<MailHead> head(ResultSet row) throws SQLException {
        var column = row.getArray("head");
        var words = column == null ? List.<String>of() : List.of((String[]) column.getArray());
        return words.isEmpty() ? Optional.empty() : Optional.of(MailHead.of(words));
    }

    private static Optional<MailingList> list(ResultSet row) throws SQLException {
        var name = row.getString("list");
        return name == null
                ? Optional.empty()
                : Optional.of(new MailingList(
                        name,
                        URI.create(row.getString("unsubscribe")),
                        Optional.ofNullable(row.getString("unsubscribe_mail"))));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Medium medium(ResultSet row) throws SQLException {
        return Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT));
    }
}
