package dev.tocsin.app.schedule;

import dev.tocsin.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.quartz.utils.ConnectionProvider;

/// Quartz's own few connections: a crowd at the product's pool must not stop the clock. A server that hangs is given up
/// on after 10 s, so that stopping is never held up for longer; and the server gives up on a node that stands still in
/// the middle of a transaction, for with the one lock that all nodes share it would stop the clock of all of them.
final class Connections implements ConnectionProvider, AutoCloseable {
    private static final int SIZE = 6;
    private static final int IDLE_IN_TRANSACTION_MS = 3_000;
    private final DataSource pool;

    Connections(DatabaseSettings settings) {
        var properties = new PoolProperties();
        properties.setName("schedule");
        properties.setUrl(settings.url());
        properties.setDriverClassName("org.postgresql.Driver");
        properties.setUsername(settings.user());
        properties.setPassword(settings.password().reveal());
        properties.setConnectionProperties(
                "ApplicationName=tocsin-schedule;connectTimeout=5;socketTimeout=10;tcpKeepAlive=true;"
                        + "options=-c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION_MS);
        properties.setInitialSize(0);
        properties.setMaxActive(SIZE);
        properties.setMaxIdle(SIZE);
        properties.setMinIdle(1);
        properties.setMaxWait(5_000);
        properties.setTestOnBorrow(true);
        properties.setValidationInterval(0);
        properties.setValidationQueryTimeout(1);
        properties.setJmxEnabled(false);
        // Else Quartz gets its SQL errors wrapped up in others, and knows none of them.
        properties.setUseStatementFacade(false);
        pool = new DataSource(properties);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }

    /// Called while the store stops and still has triggers to hand over; [#close()] comes after that.
    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}

    @Override
    public void close() {
        pool.close(true);
    }
}
