package dev.tocsin.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(NOW);
    private final Tokens tokens = new Tokens(postgres.database(), clock);

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void a_token_is_recognised_with_its_scopes() {
        var token = made("grafana", Optional.empty());

        assertThat(token).matches("tcn_[A-Za-z0-9_-]{43}");
        assertThat(tokens.recognise(token))
                .hasValue(new Caller("grafana", Set.of(Scope.MONITORS_READ, Scope.INCIDENTS_READ)));
    }

    @Test
    void the_database_never_sees_the_token_itself() {
        var token = made("grafana", Optional.empty());

        var stored = postgres.database()
                .transact(handle -> handle.createQuery("select access_token::text from access_token")
                        .mapTo(String.class)
                        .one());

        assertThat(stored).contains("grafana").doesNotContain(token).doesNotContain(token.substring(4));
    }

    @Test
    void a_name_is_given_once_even_after_its_token_was_revoked() {
        made("grafana", Optional.empty());
        tokens.revoke("grafana");

        assertThat(tokens.create("grafana", Set.of(Scope.ADMIN), Optional.empty()))
                .isEmpty();
    }

    @Test
    void a_revoked_token_is_good_for_nothing() {
        var token = made("grafana", Optional.empty());

        assertThat(tokens.revoke("grafana")).isTrue();

        assertThat(tokens.recognise(token)).isEmpty();
        assertThat(tokens.revoke("grafana")).isFalse();
        assertThat(tokens.revoke("nobody")).isFalse();
    }

    @Test
    void a_token_ends_at_the_instant_it_expires() {
        var token = made("grafana", Optional.of(Duration.ofDays(90)));

        clock.set(NOW.plus(Duration.ofDays(90)).minusMillis(1));
        assertThat(tokens.recognise(token)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.recognise(token)).isEmpty();
    }

    @Test
    void what_was_never_given_out_is_not_recognised() {
        made("grafana", Optional.empty());

        assertThat(tokens.recognise("tcn_" + "A".repeat(43))).isEmpty();
        assertThat(tokens.recognise("")).isEmpty();
        assertThat(tokens.recognise("tcn_' or true --")).isEmpty();
    }

    @Test
    void the_last_use_is_noted_once_a_minute_at_most() {
        var token = made("grafana", Optional.empty());

        tokens.recognise(token);
        clock.advance(Duration.ofSeconds(59));
        tokens.recognise(token);
        assertThat(tokens.list()).singleElement().returns(Optional.of(NOW), AccessToken::lastUsedAt);

        clock.advance(Duration.ofSeconds(1));
        tokens.recognise(token);
        assertThat(tokens.list()).singleElement().returns(Optional.of(NOW.plusSeconds(60)), AccessToken::lastUsedAt);
    }

    private String made(String name, Optional<Duration> life) {
        return tokens.create(name, Set.of(Scope.MONITORS_READ, Scope.INCIDENTS_READ), life)
                .map(Secret::reveal)
                .orElseThrow();
    }
}
