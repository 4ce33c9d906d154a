package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void each_test_has_tables_of_its_own() {
        try (var one = TestDatabase.create();
                var other = TestDatabase.create()) {
            one.database()
                    .run(handle -> handle.execute(
                            "insert into component values ('abcdefghijkl', 'Shop', ?, ?)",
                            Instant.EPOCH,
                            Instant.EPOCH));

            assertThat(components(one)).isEqualTo(1);
            assertThat(components(other)).isZero();
        }
    }

    private static int components(TestDatabase postgres) {
        return postgres.database()
                .transact(handle -> handle.createQuery("select count(*) from component")
                        .mapTo(Integer.class)
                        .one());
    }
}
