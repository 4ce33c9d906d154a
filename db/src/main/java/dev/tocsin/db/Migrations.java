package dev.tocsin.db;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/// Brings the tables to what this version expects, forward only. Safe when several nodes start at once: the
/// others wait for PostgreSQL's lock and then find nothing left to do.
public final class Migrations {

    /// Long enough to rewrite a large table once; a bound all the same.
    private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(30);

    /// One try a second.
    private static final int TRIES_FOR_THE_LOCK = 120;

    private Migrations() {}

    /// Applies what is missing and answers how many migrations that were; 0 means that all was there. Blocks
    /// for the work itself, and for up to 2 minutes when another node is migrating.
    /// @throws DatabaseUnavailable in one line, when the database cannot be reached, is newer than this version,
    ///     or a migration fails; a failed migration leaves nothing behind
    public static int migrate(DatabaseSettings settings) {
        // Flyway tells connection faults at length; ours come in one line.
        Database.open(settings).close();
        var flyway = flyway(settings);
        try {
            refuseNewer(flyway, settings);
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException fault) {
            if (fault.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new DatabaseUnavailable(
                        "%s holds tables that are not Tocsin's: make an empty database for it and mend database.url"
                                .formatted(settings.place()));
            }
            throw new DatabaseUnavailable(
                    "the tables of %s cannot be brought up to date (%s): nothing was changed; mend the cause and start again"
                            .formatted(settings.place(), oneLine(fault)),
                    fault);
        }
    }

    private static void refuseNewer(Flyway flyway, DatabaseSettings settings) {
        var unknown = Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();
        if (!unknown.isEmpty()) {
            throw new DatabaseUnavailable(
                    "%s was migrated by a newer Tocsin (to %s): start that version, or restore a backup from before it"
                            .formatted(settings.place(), unknown.getLast()));
        }
    }

    private static Flyway flyway(DatabaseSettings settings) {
        var properties = new HashMap<String, String>();
        // One connection holds the lock, idle, while another one works.
        Connections.driver(settings, STATEMENT_LIMIT, STATEMENT_LIMIT)
                .forEach((key, value) -> properties.put((String) key, (String) value));
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.url(), settings.user(), settings.password().reveal())
                .jdbcProperties(properties)
                .locations("classpath:migration")
                .loggers("slf4j")
                .cleanDisabled(true)
                .baselineOnMigrate(false)
                .validateMigrationNaming(true)
                .lockRetryCount(TRIES_FOR_THE_LOCK)
                .load();
    }

    private static String oneLine(Throwable fault) {
        return Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName())
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ");
    }
}
