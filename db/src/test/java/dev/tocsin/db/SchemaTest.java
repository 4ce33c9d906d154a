package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Path FILE =
            Path.of(System.getProperty("tocsin.root", ".."), "db", "src", "main", "resources", "schema.sql");

    @Test
    void the_schema_that_people_read_is_what_the_migrations_make() throws IOException {
        try (var postgres = TestDatabase.create()) {
            var actual = postgres.database().transact(handle -> new SchemaDump(handle).text());
            if (Boolean.getBoolean("schema.write")) {
                Files.writeString(FILE, actual);
            }

            assertThat(Files.readString(FILE))
                    .as("schema.sql differs from the migrations: run this test with -Dschema.write=true")
                    .isEqualTo(actual);
        }
    }
}
