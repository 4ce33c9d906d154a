package dev.tocsin.db;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;

/// The database cannot be used: not reached, not let in, too old or too new, or the one that comes with us does
/// not start. The message is one line for the operator: what is wrong, and after the colon how to mend it. It
/// never holds a password.
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message) {
        super(message);
    }

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /// Puts the driver's fault in words.
    static DatabaseUnavailable because(SQLException fault, DatabaseSettings settings) {
        return new DatabaseUnavailable(words(fault, settings), fault);
    }

    /// Whether the same attempt may succeed in a moment: a server that restarts refuses or breaks off, then
    /// answers.
    static boolean passes(SQLException fault) {
        return switch (state(fault)) {
            // 57P01-3: the server stops, crashed, or is starting up; 53300: all of its connections are taken.
            case "57P01", "57P02", "57P03", "53300" -> true;
            case "08001", "08006" -> root(fault) instanceof ConnectException || root(fault) instanceof EOFException;
            default -> false;
        };
    }

    /// The same for whatever met with the fault.
    static String words(Throwable fault, DatabaseSettings settings) {
        var told = causes(fault).filter(DatabaseUnavailable.class::isInstance).findFirst();
        return told.map(Throwable::getMessage)
                .orElseGet(() -> causes(fault)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        // A batch wraps up what was refused.
                        .reduce((_, inner) -> inner)
                        .map(sql -> words(sql, settings))
                        .orElseGet(() -> settings.place() + " does not serve us (" + firstLine(fault) + ")"));
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause);
    }

    private static String words(SQLException fault, DatabaseSettings settings) {
        var place = settings.place();
        var user = settings.user();
        if (fault instanceof PoolExhaustedException) {
            return "all %d connections to %s stayed busy for 5 s: look there for slow statements or raise database.poolSize"
                    .formatted(settings.poolSize(), place);
        }
        return switch (state(fault)) {
            case "28P01" ->
                "%s refuses the password of user %s: mend database.password or set that password in PostgreSQL"
                        .formatted(place, user);
            case "28000" ->
                "%s does not let user %s in: create the role and allow this host in pg_hba.conf (%s)"
                        .formatted(place, user, firstLine(fault));
            case "3D000" ->
                "there is no database at %s: run \"create database %s owner %s\" there or mend database.url"
                        .formatted(place, settings.name(), user);
            case "42501" ->
                "%s does not allow user %s to connect: run \"grant connect on database %s to %s\" there"
                        .formatted(place, user, settings.name(), user);
            case "53300" ->
                "%s has no connection left: raise its max_connections or lower database.poolSize".formatted(place);
            case "53100" -> "the disk of %s is full: make room there (%s)".formatted(place, firstLine(fault));
            case "57014" ->
                "%s took too long over a statement: look for locks or an overloaded server".formatted(place);
            case "57P01", "57P02", "57P03" ->
                "%s is starting up or shutting down: wait until it is ready, its own log says what it does"
                        .formatted(place);
            default -> unreached(fault, place);
        };
    }

    private static String unreached(SQLException fault, String place) {
        return switch (root(fault)) {
            case UnknownHostException _ ->
                "the host of %s is not known: mend the name in database.url or the name service".formatted(place);
            case ConnectException _ ->
                "nothing listens at %s: start PostgreSQL there or mend database.url".formatted(place);
            case SocketTimeoutException _ ->
                "%s did not answer in time: look for a firewall on the way or an overloaded server".formatted(place);
            case EOFException _ ->
                "%s broke the connection off: look into the log of PostgreSQL there".formatted(place);
            case InterruptedException _ -> "the wait for %s was interrupted: the process is stopping".formatted(place);
            default ->
                "no connection to %s (%s): check that it is PostgreSQL and that database.url is right"
                        .formatted(place, firstLine(fault));
        };
    }

    private static String state(SQLException fault) {
        return Objects.requireNonNullElse(fault.getSQLState(), "");
    }

    private static Throwable root(Throwable fault) {
        var cause = fault.getCause();
        return cause == null ? fault : root(cause);
    }

    private static String firstLine(Throwable fault) {
        return Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }
}
