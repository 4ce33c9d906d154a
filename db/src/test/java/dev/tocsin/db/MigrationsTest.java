package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private final TestDatabase postgres = TestDatabase.empty();

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void nodes_that_start_at_once_migrate_once() throws InterruptedException, ExecutionException {
        var results = new ArrayList<Future<Integer>>();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 3; i++) {
                results.add(nodes.submit(() -> Migrations.migrate(postgres.settings())));
            }
        }

        var applied = 0;
        for (var result : results) {
            applied += result.get();
        }
        assertThat(applied).isEqualTo(history());
        assertThat(Migrations.migrate(postgres.settings())).isZero();
    }

    @Test
    void a_database_of_a_newer_version_is_refused_in_words() {
        Migrations.migrate(postgres.settings());
        postgres.database().run(handle -> handle.execute("""
                insert into flyway_schema_history
                select installed_rank + 1, '9001', 'from the future', type, 'V9001__future.sql', checksum, installed_by,
                       installed_on, execution_time, success
                  from flyway_schema_history
                 order by installed_rank desc
                 limit 1
                """));

        assertThatThrownBy(() -> Migrations.migrate(postgres.settings()))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage(
                        "%s was migrated by a newer Tocsin (to 9001): start that version, or restore a backup from before it",
                        postgres.settings().place());
    }

    @Test
    void tables_of_somebody_else_are_left_alone() {
        postgres.database().run(handle -> handle.execute("create table incident (in_the_way integer)"));

        assertThatThrownBy(() -> Migrations.migrate(postgres.settings()))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage(
                        "%s holds tables that are not Tocsin's: make an empty database for it and mend database.url",
                        postgres.settings().place());
    }

    @Test
    void a_migration_that_fails_is_told_in_one_line() {
        Migrations.migrate(postgres.settings());
        postgres.database()
                .run(handle -> handle.execute("update flyway_schema_history set checksum = 1 where version = '0002'"));

        assertThatThrownBy(() -> Migrations.migrate(postgres.settings()))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("cannot be brought up to date (")
                .hasMessageContaining("checksum")
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("\n"));
    }

    private int history() {
        return postgres.database()
                .transact(handle -> handle.createQuery(
                                "select count(*) from flyway_schema_history where version is not null")
                        .mapTo(Integer.class)
                        .one());
    }
}
