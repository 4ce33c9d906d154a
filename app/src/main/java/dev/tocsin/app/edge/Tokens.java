package dev.tocsin.app.edge;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The tokens by which programs reach the API. Only a hash is stored, so a token is shown once and can be replaced but
/// never looked up.
public final class Tokens {
    private static final int RANDOM_BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("tcn_[A-Za-z0-9_-]{43}");

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final TokenStore store = new TokenStore();

    public Tokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes a token that is valid for `life`, or until it is revoked. Empty when the name is taken; a revoked token
    /// keeps its name, because the record of what it did speaks of it by that name.
    public Optional<Secret> create(String name, Set<Scope> scopes, Optional<Duration> life) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var token = "tcn_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        var made =
                database.transact(handle -> store.insert(handle, name, hash(token), scopes, now, life.map(now::plus)));
        return made ? Optional.of(new Secret(token)) : Optional.empty();
    }

    /// All tokens ever made, by name.
    public List<AccessToken> list() {
        return database.transact(store::all);
    }

    /// False when there is no valid token of this name.
    public boolean revoke(String name) {
        var now = clock.instant();
        return database.transact(handle -> store.revoke(handle, name, now));
    }

    /// Who presents this token. Empty when it is unknown, expired or revoked. Notes the use, once a minute at most.
    public Optional<Caller> recognise(String token) {
        if (!SHAPE.matcher(token).matches()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return database.transact(handle -> store.byHash(handle, hash(token))
                .filter(known -> known.valid(now))
                .map(known -> {
                    store.noteUse(handle, known.name(), now);
                    return new Caller(known.name(), known.scopes());
                }));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
