package dev.tocsin.db;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Where the database is. `url` is a JDBC URL of PostgreSQL 15 or newer; `poolSize` connections at most are
/// opened, and one more that listens for wakes.
public record DatabaseSettings(String url, String user, Secret password, int poolSize) {

    /// Fewer would let one long statement starve the rest; more is more than a PostgreSQL serves well.
    static final int LEAST_CONNECTIONS = 2;

    static final int MOST_CONNECTIONS = 200;

    private static final String STAND_IN = "jdbc:postgresql://localhost:5432/tocsin";

    public DatabaseSettings {
        understood(url);
        if (user.isBlank()) {
            throw new IllegalArgumentException("the database user is empty, name the role that owns the tables");
        }
        if (poolSize < LEAST_CONNECTIONS || poolSize > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("a pool of %d connections is out of range, choose %d to %d"
                    .formatted(poolSize, LEAST_CONNECTIONS, MOST_CONNECTIONS));
        }
    }

    /// Reads the mapping `database` of the settings: `url`, `user`, `password`, `poolSize`.
    public static DatabaseSettings read(Section database) {
        var url = database.parsed("url", DatabaseSettings::understood, STAND_IN);
        var user = database.parsed("user", DatabaseSettings::named, "tocsin");
        var password = database.secret("password");
        var poolSize = database.number("poolSize", LEAST_CONNECTIONS, MOST_CONNECTIONS);
        return new DatabaseSettings(url, user, password, poolSize);
    }

    /// `host:port/name`, fit for logs and messages: unlike the URL it can hold no password.
    public String place() {
        var parts = parts(url);
        var hosts = part(parts, PGProperty.PG_HOST, "localhost").split(",", -1);
        var ports = part(parts, PGProperty.PG_PORT, "5432").split(",", -1);
        var servers = new ArrayList<String>();
        for (var i = 0; i < hosts.length; i++) {
            servers.add(hosts[i] + ":" + ports[Math.min(i, ports.length - 1)]);
        }
        return String.join(",", servers) + "/" + name();
    }

    /// The name of the database on its server.
    String name() {
        return part(parts(url), PGProperty.PG_DBNAME, user);
    }

    private static String part(Properties parts, PGProperty property, String otherwise) {
        return Objects.requireNonNullElse(property.getOrDefault(parts), otherwise);
    }

    private static String understood(String url) {
        parts(url);
        return url;
    }

    private static String named(String user) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("the user is empty, name the role that owns the tables");
        }
        return user;
    }

    /// The driver's own reading of the URL. The faulty URL is not repeated: it may carry a password.
    private static Properties parts(String url) {
        var parts = url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, null) : null;
        if (parts == null) {
            throw new IllegalArgumentException(
                    "this is no JDBC URL of PostgreSQL, write jdbc:postgresql://HOST:5432/NAME");
        }
        return parts;
    }
}
