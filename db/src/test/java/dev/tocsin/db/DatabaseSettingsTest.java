package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.config.Secret;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

    private final String password = UUID.randomUUID().toString();

    @Test
    void the_place_is_told_without_what_else_the_url_holds() {
        assertThat(settings("jdbc:postgresql://db.example:6432/tocsin?ssl=true&password=" + password)
                        .place())
                .isEqualTo("db.example:6432/tocsin");
        assertThat(settings("jdbc:postgresql://one,two:6432/tocsin").place()).isEqualTo("one:5432,two:6432/tocsin");
        assertThat(settings("jdbc:postgresql:tocsin").place()).isEqualTo("localhost:5432/tocsin");
    }

    @Test
    void a_url_of_another_kind_is_refused_and_not_repeated() {
        for (var url : new String[] {"mysql://root:" + password + "@db", "jdbc:postgresql://db:port/" + password, ""}) {
            assertThatThrownBy(() -> settings(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this is no JDBC URL of PostgreSQL, write jdbc:postgresql://HOST:5432/NAME");
        }
    }

    @Test
    void a_pool_has_two_connections_at_least() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql://db/tocsin", "tocsin", new Secret(password), 1))
                .hasMessageContaining("choose 2 to 200");
    }

    @Test
    void printing_the_settings_shows_no_password() {
        assertThat(settings("jdbc:postgresql://db/tocsin").toString()).doesNotContain(password);
    }

    private DatabaseSettings settings(String url) {
        return new DatabaseSettings(url, "tocsin", new Secret(password), 4);
    }
}
