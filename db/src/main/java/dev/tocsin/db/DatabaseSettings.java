package dev.tocsin.db;

import dev.tocsin.config.Secret;

/// Where the database is. `url` is a JDBC URL of PostgreSQL 15 or newer; `poolSize` connections at most are opened.
public record DatabaseSettings(String url, String user, Secret password, int poolSize) {}
