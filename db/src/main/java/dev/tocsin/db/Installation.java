package dev.tocsin.db;

import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Facts that are made once for the whole installation and shared by all its nodes.
public final class Installation {

    private Installation() {}

    /// The value of `name`; `made` is asked for it the first time. When two nodes ask at once, both get the same.
    public static String fact(Handle handle, String name, Instant now, Supplier<String> made) {
        handle.createUpdate("""
                        insert into installation (name, value, created_at)
                        values (:name, :value, :now)
                        on conflict (name) do nothing
                        """)
                .bind("name", name)
                .bind("value", made.get())
                .bind("now", now)
                .execute();
        return handle.createQuery("select value from installation where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }
}
