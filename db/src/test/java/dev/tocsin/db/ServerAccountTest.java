package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerAccountTest {

    private static final int ALICE = 1000;
    private static final int STAFF = 50;
    private static final Optional<ServerAccount.Other> NEW_FOLDER = Optional.empty();

    @Test
    void an_ordinary_user_runs_the_server_as_himself() {
        assertThat(ServerAccount.choose(ALICE, NEW_FOLDER, false, false)).isEqualTo(new ServerAccount.Ours());
    }

    @Test
    void root_steps_down_into_a_namespace_where_he_can() {
        assertThat(ServerAccount.choose(ServerAccount.ROOT, NEW_FOLDER, true, true))
                .isEqualTo(new ServerAccount.Namespace());
    }

    @Test
    void root_becomes_nobody_where_namespaces_are_closed_as_in_many_containers() {
        assertThat(ServerAccount.choose(ServerAccount.ROOT, NEW_FOLDER, false, true))
                .isEqualTo(new ServerAccount.Other(ServerAccount.NOBODY, ServerAccount.NOBODY));
    }

    @Test
    void a_folder_that_an_ordinary_user_made_stays_his_when_root_starts_the_server() {
        var alice = new ServerAccount.Other(ALICE, STAFF);

        assertThat(ServerAccount.choose(ServerAccount.ROOT, Optional.of(alice), true, true))
                .isEqualTo(alice);
    }

    @Test
    void root_without_any_way_down_is_told_what_to_do() {
        assertThatThrownBy(() -> ServerAccount.choose(ServerAccount.ROOT, NEW_FOLDER, false, false))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("start Tocsin as an ordinary user or set database.url");
    }
}
