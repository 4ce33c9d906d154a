package dev.tocsin.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// `Instant` as `timestamptz`, to the microsecond and whatever zone the machine is set to. What is finer is cut
/// off and not rounded: a stored moment is never later than the moment it stands for.
final class Instants extends AbstractArgumentFactory<Instant> implements ColumnMapper<@Nullable Instant> {

    Instants() {
        super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
        var moment = OffsetDateTime.ofInstant(value.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return (position, statement, _) -> statement.setObject(position, moment);
    }

    @Override
    public @Nullable Instant map(ResultSet row, int column, StatementContext context) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
