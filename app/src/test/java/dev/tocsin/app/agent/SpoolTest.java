package dev.tocsin.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Spool.Limits ROOMY = new Spool.Limits(1_000, 1_000_000, 3, 1_000);

    @TempDir
    private Path folder;

    @Test
    void what_waits_comes_back_in_its_order_and_stays_until_it_is_posted() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("a", "b"));
            spool.add(lines("c", "d", "e"));

            assertThat(texts(spool)).containsExactly("a", "b", "c");
            assertThat(texts(spool)).containsExactly("a", "b", "c");
            spool.posted();
            assertThat(texts(spool)).containsExactly("d", "e");
            assertThat(spool.waiting()).isEqualTo(2);
            spool.posted();
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.oldest()).isEmpty();
        }
    }

    @Test
    void what_is_being_posted_gets_nothing_added_to_it() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("a"));
            assertThat(texts(spool)).containsExactly("a");
            spool.add(lines("b"));

            spool.posted();

            assertThat(texts(spool)).containsExactly("b");
        }
    }

    @Test
    void the_next_process_finds_what_the_last_one_left() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("a", "b", "c", "d"));
        }

        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("e"));

            assertThat(all(spool)).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void a_line_that_a_power_cut_left_torn_is_none() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("a", "b"));
        }
        Files.writeString(files().getLast(), "{\"half", StandardOpenOption.APPEND);

        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("c"));

            assertThat(all(spool)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void when_there_are_too_many_the_oldest_go_and_are_counted_also_by_the_next_process() throws IOException {
        try (var spool = Spool.open(folder, new Spool.Limits(7, 1_000_000, 3, 1_000))) {
            spool.add(IntStream.range(0, 20).mapToObj(i -> "look " + i).toList());

            assertThat(spool.waiting()).isLessThanOrEqualTo(7);
            assertThat(spool.waiting() + spool.dropped()).isEqualTo(20);
        }

        try (var spool = Spool.open(folder, ROOMY)) {
            assertThat(spool.dropped()).isEqualTo(20 - spool.waiting());
            assertThat(all(spool)).last().isEqualTo("look 19");
        }
    }

    @Test
    void bytes_are_bounded_like_looks() throws IOException {
        try (var spool = Spool.open(folder, new Spool.Limits(1_000, 2_500, 100, 1_000))) {
            for (var i = 0; i < 10; i++) {
                spool.add(List.of("x".repeat(600)));
            }

            assertThat(spool.waiting()).isEqualTo(4);
            assertThat(spool.dropped()).isEqualTo(6);
        }
    }

    @Test
    void what_the_server_will_never_take_is_dropped_and_counted() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("a", "b", "c", "d"));
            assertThat(texts(spool)).hasSize(3);

            spool.refused();

            assertThat(spool.dropped()).isEqualTo(3);
            assertThat(texts(spool)).containsExactly("d");
        }
    }

    @Test
    void a_file_that_the_disk_has_spoiled_holds_up_no_other() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            spool.add(lines("a", "b", "c", "d"));
            Files.write(files().getFirst(), new byte[] {(byte) 0xff, '\n'});

            assertThatThrownBy(spool::oldest).isInstanceOf(IOException.class);

            assertThat(spool.dropped()).isEqualTo(3);
            assertThat(texts(spool)).containsExactly("d");
        }
    }

    @Test
    void two_agents_do_not_share_a_folder() throws IOException {
        try (var first = Spool.open(folder, ROOMY)) {
            assertThatThrownBy(() -> Spool.open(folder, ROOMY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("give each its own with --data");
            assertThat(first.isEmpty()).isTrue();
        }
    }

    @Test
    void whoever_is_interrupted_can_still_put_down_what_it_holds() throws IOException {
        try (var spool = Spool.open(folder, ROOMY)) {
            Thread.currentThread().interrupt();
            spool.add(lines("a"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(all(spool)).containsExactly("a");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".looks"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> lines(String... texts) {
        return List.of(texts);
    }

    private static List<String> texts(Spool spool) throws IOException {
        return spool.oldest().orElseThrow().lines();
    }

    private static List<String> all(Spool spool) throws IOException {
        var all = new ArrayList<String>();
        while (!spool.isEmpty()) {
            all.addAll(texts(spool));
            spool.posted();
        }
        return all;
    }
}
