package dev.tocsin.app.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.result.RowView;

/// The SQL of `access_token`.
final class TokenStore {
    private static final GenericType<List<String>> WORDS = new GenericType<>() {};
    private static final GenericType<Optional<Instant>> MAYBE_INSTANT = new GenericType<>() {};
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    boolean insert(
            Handle handle,
            String name,
            byte[] hash,
            Set<Scope> scopes,
            Instant createdAt,
            Optional<Instant> expiresAt) {
        return handle.createUpdate("""
                                insert into access_token (name, hash, scopes, created_at, expires_at)
                                values (:name, :hash, :scopes, :createdAt, :expiresAt)
                                on conflict (name) do nothing
                                """)
                        .bind("name", name)
                        .bind("hash", hash)
                        .bindArray(
                                "scopes",
                                String.class,
                                scopes.stream().map(Scope::word).sorted().toList())
                        .bind("createdAt", createdAt)
                        .bind("expiresAt", expiresAt)
                        .execute()
                == 1;
    }

    List<AccessToken> all(Handle handle) {
        return handle.createQuery("""
                        select name, scopes, created_at, expires_at, last_used_at, revoked_at
                          from access_token
                         order by name
                        """).map(TokenStore::read).list();
    }

    Optional<AccessToken> byHash(Handle handle, byte[] hash) {
        return handle.createQuery("""
                        select name, scopes, created_at, expires_at, last_used_at, revoked_at
                          from access_token
                         where hash = :hash
                        """).bind("hash", hash).map(TokenStore::read).findOne();
    }

    boolean revoke(Handle handle, String name, Instant now) {
        return handle.createUpdate("""
                                update access_token
                                   set revoked_at = :now
                                 where name = :name
                                   and revoked_at is null
                                """).bind("name", name).bind("now", now).execute() == 1;
    }

    void noteUse(Handle handle, String name, Instant now) {
        handle.createUpdate("""
                        update access_token
                           set last_used_at = :now
                         where name = :name
                           and (last_used_at is null or last_used_at <= :stale)
                        """)
                .bind("name", name)
                .bind("now", now)
                .bind("stale", now.minus(USE_NOTED_EVERY))
                .execute();
    }

    private static AccessToken read(RowView row) {
        var scopes = EnumSet.noneOf(Scope.class);
        row.getColumn("scopes", WORDS).forEach(word -> Scope.of(word).ifPresent(scopes::add));
        return new AccessToken(
                row.getColumn("name", String.class),
                scopes,
                row.getColumn("created_at", Instant.class),
                row.getColumn("expires_at", MAYBE_INSTANT),
                row.getColumn("last_used_at", MAYBE_INSTANT),
                row.getColumn("revoked_at", MAYBE_INSTANT));
    }
}
