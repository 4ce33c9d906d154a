package dev.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    private Path cache;

    @Test
    void what_a_power_cut_or_a_cut_off_start_left_is_replaced() throws IOException {
        var half = Files.createDirectory(cache.resolve("unpacking-half"));
        Files.setLastModifiedTime(half, FileTime.fromMillis(0));
        var program = PostgresBinaries.in(cache).program("postgres");
        assertThat(half).doesNotExist();
        var size = Files.size(program);

        Files.write(program, new byte[0]);

        assertThat(PostgresBinaries.in(cache).program("postgres")).hasSize(size).isExecutable();
        assertThat(PostgresBinaries.in(cache).major()).isEqualTo("18");
    }
}
