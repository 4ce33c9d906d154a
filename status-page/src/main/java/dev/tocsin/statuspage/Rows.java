package dev.tocsin.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads what many tables of the page have in common.
final class Rows {
    private Rows() {}

    static PublicId id(ResultSet row, String column) throws SQLException {
        return new PublicId(row.getString(column));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static List<String> values(Collection<PublicId> ids) {
        return ids.stream().map(PublicId::value).sorted().toList();
    }
}
