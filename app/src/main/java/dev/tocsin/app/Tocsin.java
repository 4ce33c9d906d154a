package dev.tocsin.app;

import dev.tocsin.app.demo.Demo;
import dev.tocsin.app.http.HttpListener;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Monitors;

/// The running product.
public final class Tocsin implements Demo.Product {
    private final Running running;
    private final Database database;
    private final HttpListener http;
    private final Reloading reloading;
    private final Monitors monitors;

    Tocsin(Running running, Database database, HttpListener http, Reloading reloading, Monitors monitors) {
        this.running = running;
        this.database = database;
        this.http = http;
        this.reloading = reloading;
        this.monitors = monitors;
    }

    /// Whether there is anything to watch.
    boolean watches() {
        return !monitors.known().isEmpty();
    }

    /// The port of the public listener, also when the settings left the choice to us.
    public int port() {
        return http.port();
    }

    @Override
    public int adminPort() {
        return http.adminPort();
    }

    /// For commands and the demo, which write beside the running product.
    @Override
    public Database database() {
        return database;
    }

    /// Reads the settings again and takes them into force, or keeps the old ones and logs every problem.
    public void reload() {
        var _ = reloading.reload();
    }

    /// Takes no new work, finishes what is being sent, and stops everything. Blocks for 20 s at most.
    @Override
    public void close() {
        running.close();
    }
}
