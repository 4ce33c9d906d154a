package dev.tocsin.app.schedule;

import dev.tocsin.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.quartz.utils.ConnectionProvider;

/// Quartz's own few connections: a crowd at the product's pool must not stop the clock. A server that hangs is given up
/// on after 10 s, so that stopping is never held up for longer.
final class Connections implements ConnectionProvider, AutoCloseable {
    private static final int SIZE = 6;
    private final DataSource pool;

    Connections(DatabaseSettings settings) {
        var properties = new PoolProperties();
        properties.setName("schedule");
        properties.setUrl(settings.url());
        properties.setDriverClassName("org.postgresql.Driver");
        properties.setUsername(settings.user());
        properties.setPassword(settings.password().reveal());
        properties.setConnectionProperties(
                "ApplicationName=tocsin-schedule;connectTimeout=5;socketTimeout=10;tcpKeepAlive=true");
        properties.setInitialSize(0);
        properties.setMaxActive(SIZE);
        properties.setMaxIdle(SIZE);
        properties.setMinIdle(1);
        properties.setMaxWait(5_000);
        properties.setTestOnBorrow(true);
        properties.setValidationInterval(0);
        properties.setValidationQueryTimeout(1);
        properties.setJmxEnabled(false);
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
