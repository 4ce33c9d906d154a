package dev.tocsin.incidents.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.db.DatabaseUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final List<List<Integer>> rounds = new CopyOnWriteArrayList<>();
    private final AtomicInteger underway = new AtomicInteger();

    @Test
    void one_alone_does_not_wait_for_others() {
        var together = new Together<Integer, String>(this::words);

        assertThat(together.act(7)).isEqualTo("did 7");
        assertThat(rounds).containsExactly(List.of(7));
    }

    @Test
    void those_who_come_while_somebody_acts_are_served_in_one_round() {
        var first = new CountDownLatch(1);
        var together = new Together<Integer, String>(wishes -> {
            if (wishes.contains(0)) {
                held(first);
            }
            return words(wishes);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<CompletableFuture<String>>();
            results.add(CompletableFuture.supplyAsync(() -> together.act(0), threads));
            await().until(() -> underway.get() == 1);
            for (var i = 1; i <= 50; i++) {
                var wish = i;
                results.add(CompletableFuture.supplyAsync(
                        () -> {
                            underway.incrementAndGet();
                            return together.act(wish);
                        },
                        threads));
            }
            await().until(() -> underway.get() == 51);
            first.countDown();

            for (var i = 0; i <= 50; i++) {
                assertThat(results.get(i).join()).isEqualTo("did " + i);
            }
        }
        assertThat(rounds.size()).isLessThan(10);
        assertThat(rounds.stream().mapToInt(List::size).sum()).isEqualTo(51);
    }

    @Test
    void one_that_cannot_be_done_spoils_nobody_elses() {
        var first = new CountDownLatch(1);
        Function<List<Integer>, List<String>> act = wishes -> {
            if (wishes.contains(0)) {
                held(first);
            }
            if (wishes.contains(13)) {
                throw new IllegalArgumentException("not 13");
            }
            return words(wishes);
        };
        var together = new Together<Integer, String>(act);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var opening = CompletableFuture.supplyAsync(() -> together.act(0), threads);
            await().until(() -> underway.get() == 1);
            var good = CompletableFuture.supplyAsync(() -> together.act(12), threads);
            var bad = CompletableFuture.supplyAsync(() -> together.act(13), threads);
            first.countDown();

            assertThat(opening.join()).isEqualTo("did 0");
            assertThat(good.join()).isEqualTo("did 12");
            assertThatThrownBy(bad::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("not 13");
        }
    }

    @Test
    void while_the_database_is_away_everybody_hears_so() {
        var together = new Together<Integer, String>(_ -> {
            throw new DatabaseUnavailable("away");
        });

        assertThatThrownBy(() -> together.act(1)).isInstanceOf(DatabaseUnavailable.class);
    }

    private void held(CountDownLatch latch) {
        underway.incrementAndGet();
        try {
            latch.await();
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private List<String> words(List<Integer> wishes) {
        rounds.add(wishes);
        return wishes.stream().map(wish -> "did " + wish).toList();
    }
}
