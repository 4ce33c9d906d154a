package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseUnavailableTest {

    private final TestDatabase postgres = TestDatabase.create();
    private final DatabaseSettings good = postgres.settings();

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void a_wrong_password_is_told_with_the_cure_and_without_the_password() {
        var wrong = UUID.randomUUID().toString();

        assertThat(refusal(new DatabaseSettings(good.url(), "tocsin", new Secret(wrong), 2)))
                .isEqualTo(
                        good.place()
                                + " refuses the password of user tocsin: mend database.password or set that password in PostgreSQL")
                .doesNotContain(wrong);
    }

    @Test
    void an_unknown_database_is_told_with_the_statement_that_makes_it() {
        var elsewhere =
                new DatabaseSettings(good.url().replaceFirst("/[^/]*$", "/nowhere"), good.user(), good.password(), 2);

        assertThat(refusal(elsewhere))
                .startsWith("there is no database at 127.0.0.1:")
                .contains("/nowhere: run \"create database nowhere owner tocsin\" there");
    }

    @Test
    void a_port_where_nothing_listens_is_told_with_the_cure() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(refusal(at("127.0.0.1:" + port)))
                .isEqualTo("nothing listens at 127.0.0.1:%d/tocsin: start PostgreSQL there or mend database.url"
                        .formatted(port));
    }

    @Test
    void an_unknown_host_is_told_with_the_cure() {
        assertThat(refusal(at("no-such-host.invalid:5432")))
                .isEqualTo(
                        "the host of no-such-host.invalid:5432/tocsin is not known: mend the name in database.url or the name service");
    }

    @Test
    @Timeout(30)
    void a_server_that_never_answers_holds_nobody_for_ever() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var words = refusal(at("127.0.0.1:" + silent.getLocalPort()));

            assertThat(words).contains("127.0.0.1:" + silent.getLocalPort()).contains(": ");
        }
    }

    private static DatabaseSettings at(String server) {
        return new DatabaseSettings(
                "jdbc:postgresql://" + server + "/tocsin",
                "tocsin",
                new Secret(UUID.randomUUID().toString()),
                2);
    }

    private static String refusal(DatabaseSettings settings) {
        var fault = catchThrowableOfType(DatabaseUnavailable.class, () -> Database.open(settings));
        assertThat(fault).isNotNull();
        assertThat(fault.getMessage())
                .doesNotContain("\n")
                .doesNotContain(settings.password().reveal());
        return String.valueOf(fault.getMessage());
    }
}
