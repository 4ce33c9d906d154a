package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What three nodes on one PostgreSQL go through in a bad night, by real processes and real signals. The stories are
/// told one after another on the same cluster, because starting one takes longer than any of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final TestDatabase postgres = TestDatabase.create();
    private final InstantSource clock = InstantSource.system();
    private Cluster cluster;
    private RunningServer first;
    private RunningServer second;
    private RunningServer third;
    private Sightings sightings;
    private String token = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cluster = new Cluster(folder, postgres.settings());
        sightings = new Sightings(postgres.database());
        var nodes = Stream.generate(() -> CompletableFuture.supplyAsync(this::joined)).limit(3).toList().stream()
                .map(CompletableFuture::join)
                .toList();
        first = nodes.get(0);
        second = nodes.get(1);
        third = nodes.get(2);
        await("all is seen").atMost(PATIENCE).until(() -> sightings.up() == Cluster.MONITORS);
        await("each node has its share").atMost(PATIENCE).until(() -> sightings.claimants() == 3);
        token = first.run("token", "create", "test", "--scope", "monitors:read").strip();
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void a_node_that_is_killed_costs_seconds_of_sight_and_no_page_twice() throws Exception {
        cluster.breakSite(1);
        await("the page").atMost(PATIENCE).until(() -> cluster.pages("SITE-1 DOWN") == 2);
        var killed = clock.instant();

        cluster.breakSite(2);
        first.kill();

        // What the dead node had taken lies within ten seconds.
        awaitLooks(killed.plusSeconds(10));
        var watched = killed.minus(EVERY).minusSeconds(1);
        assertThat(gap("kill -9", watched)).isLessThan(EVERY.plusSeconds(15));
        await("the failure that nobody saw begin").atMost(PATIENCE).until(() -> cluster.pages("SITE-2 DOWN") == 2);
        assertThat(cluster.pages("SITE-1 DOWN")).isEqualTo(2);
        assertThat(sightings.incidents()).containsExactlyInAnyOrder("site-1", "site-2");
        assertNothingCountsAsUpUnseen(second, watched);
    }

    @Test
    @Order(2)
    void a_node_that_is_told_to_stop_hands_over_and_nothing_becomes_unknown() throws Exception {
        var told = clock.instant();

        second.close();

        assertThat(Duration.between(told, clock.instant())).isLessThan(Duration.ofSeconds(20));
        awaitLooks(clock.instant().plus(EVERY));
        // Of an interval as short as a round, one slot may be lost between the two who took the one and the next.
        assertThat(gap("SIGTERM", told.minus(EVERY).minusSeconds(1)))
                .isLessThan(EVERY.multipliedBy(2).plusSeconds(1));
        assertThat(sightings.unknownSince(told)).isZero();
        assertThat(sightings.claimants()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void a_node_that_joins_takes_its_share() {
        second = joined();

        await("its share").atMost(PATIENCE).until(() -> sightings.claimants() == 2);
        assertThat(sightings.incidents()).hasSize(2);
    }

    @Test
    @Order(4)
    void a_node_that_stood_still_does_no_harm_when_it_goes_on() throws Exception {
        var stopped = clock.instant();
        third.signal("STOP");
        cluster.breakSite(3);
        await("the page").atMost(PATIENCE).until(() -> cluster.pages("SITE-3 DOWN") == 2);
        awaitLooks(stopped.plusSeconds(15));

        third.signal("CONT");
        await("it works again").atMost(PATIENCE).until(() -> sightings.claimants() == 2);
        awaitLooks(clock.instant().plus(EVERY));

        assertThat(gap("SIGSTOP", stopped.minus(EVERY).minusSeconds(1))).isLessThan(EVERY.plusSeconds(15));
        assertThat(IntStream.of(1, 2, 3).mapToObj("SITE-%d DOWN"::formatted).map(cluster::pages))
                .containsOnly(2);
        assertThat(sightings.incidents()).containsExactlyInAnyOrder("site-1", "site-2", "site-3");
        assertNothingCountsAsUpUnseen(second, stopped.minus(EVERY).minusSeconds(1));
    }

    /// The longest time that some monitor was not looked at; printed, for people ask how long that is. Promised are
    /// 15 s beside the interval.
    private Duration gap(String what, Instant from) {
        var gap = sightings.longestGap(from);
        System.out.printf(
                "after %s: at most %.1f s from one look at a monitor to the next, every %d s%n",
                what, gap.toMillis() / 1_000.0, EVERY.toSeconds());
        return gap;
    }

    private RunningServer joined() {
        try {
            return cluster.join();
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }

    /// Waits until every monitor was looked at after `instant`.
    private void awaitLooks(Instant instant) {
        await("looks at all").atMost(PATIENCE).until(() -> sightings.lookedAtSince(instant) == Cluster.MONITORS);
    }

    /// One interval of grace for each look that did not come, by the ledger and by what the API answers.
    private void assertNothingCountsAsUpUnseen(RunningServer node, Instant from) throws Exception {
        var start = from.truncatedTo(ChronoUnit.SECONDS);
        var end = clock.instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        assertThat(sightings.upUnseen(start, end, EVERY)).isEmpty();
        for (var name : List.of("site-4", "site-50", sightings.leastSeen(start))) {
            var json = new ObjectMapper()
                    .readTree(node.get(
                            "/api/v1/monitors/%s/availability?from=%s&to=%s".formatted(name, start, end), token));
            var seconds = json.get("seconds");
            assertThat(seconds.get("up").asDouble()).as(name).isEqualTo(sightings.up(name, start, end));
            assertThat(seconds.get("up").asDouble() + seconds.get("unknown").asDouble())
                    .isEqualTo((double) Duration.between(start, end).toSeconds());
        }
    }
}
