package dev.tocsin.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.Vantage;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.location.Locations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

/// An agent as it runs, over real TLS, against a server that comes and goes.
@Execution(ExecutionMode.CONCURRENT)
class AgentTest {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Vantage FRA = new Vantage(List.of(new Location("fra")), 1);

    @TempDir
    private static Path certificates;

    private static MadeCertificate certificate;

    private final Hub hub = new Hub(InstantSource.system());
    private final List<Instant> looked = new CopyOnWriteArrayList<>();
    private final UUID test = UUID.randomUUID();
    private final Said said = new Said(test, Agent.class);
    private final Said welcomes = new Said(test, Locations.class);
    private final List<Agent> agents = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile boolean down;
    private TlsFront front;
    private String token = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws Exception {
        certificate = MadeCertificate.of(certificates, "ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        said.listen();
        welcomes.listen();
        token = hub.token("fra", Scope.AGENTS);
        hub.watch(shop(FRA));
        hub.start();
        front = new TlsFront(certificate, hub.port());
    }

    @AfterEach
    void stop() throws Exception {
        agents.forEach(Agent::close);
        for (var each : open) {
            each.close();
        }
        front.close();
        hub.close();
        said.stop();
        welcomes.stop();
    }

    @Test
    void what_an_agent_sees_becomes_a_verdict_within_seconds() throws Exception {
        run(agent());

        soon().until(() -> hub.state("shop").standing().verdict() == Verdict.UP);
        down = true;
        soon().until(() -> hub.state("shop").standing().verdict() == Verdict.DOWN);

        assertThat(hub.changes.getLast().seen().reason()).isEqualTo("down from fra: connect refused");
        assertThat(said.lines()).contains("INFO fra joins https://127.0.0.1:" + front.port() + "/");
        assertThat(said.lines()).contains("INFO looks at 1 monitor");
    }

    @Test
    void while_the_server_is_away_nothing_is_lost_and_nothing_is_there_twice() throws Exception {
        run(agent());
        soon().until(() -> hub.looks("fra").size() > 2);

        hub.stop();
        var before = looked.size();
        soon().until(() -> looked.size() > before + 8);
        hub.start();
        soon().until(() -> hub.looks("fra").size() > before + 8);
        stopAgents();

        assertThat(hub.looks("fra")).isEqualTo(taken());
        assertThat(welcomes.lines())
                .filteredOn(line -> line.startsWith("INFO an agent looks from fra now"))
                .hasSize(1);
        assertThat(said.lines())
                .filteredOn(line -> line.startsWith("WARN the server is away"))
                .hasSize(1);
        assertThat(said.lines())
                .filteredOn(line -> line.startsWith("INFO the server is back"))
                .hasSize(1);
    }

    @Test
    void looks_whose_answer_is_lost_are_posted_again_and_count_once() throws Exception {
        run(agent());
        soon().until(() -> hub.looks("fra").size() > 2);

        front.loseAnswers(3);
        soon().until(() -> front.answersToLose() == 0);
        var lost = looked.size();
        soon().until(() -> hub.looks("fra").size() > lost + 2);
        stopAgents();

        assertThat(hub.looks("fra")).isEqualTo(taken());
    }

    @Test
    void an_agent_that_is_stopped_posts_what_is_left() throws Exception {
        run(agent());
        soon().until(() -> looked.size() > 3);

        stopAgents();

        assertThat(hub.looks("fra")).isEqualTo(taken());
    }

    @Test
    void what_an_agent_cannot_post_before_it_stops_waits_for_its_next_start() throws Exception {
        run(agent());
        soon().until(() -> hub.looks("fra").size() > 2);
        hub.stop();
        var before = looked.size();
        soon().until(() -> looked.size() > before + 3);
        stopAgents();
        var left = taken();
        assertThat(hub.looks("fra")).hasSizeLessThan(left.size());
        assertThat(said.lines()).anySatisfy(line -> assertThat(line).contains("wait in", "for the next start"));

        hub.start();
        run(agent());

        soon().until(() -> hub.looks("fra").containsAll(left));
        stopAgents();
        assertThat(hub.looks("fra")).isEqualTo(taken());
    }

    @Test
    void a_token_that_is_revoked_ends_all_looking_and_that_is_said_once() throws Exception {
        run(agent());
        soon().until(() -> hub.looks("fra").size() > 2);

        hub.tokens.revoke("fra");

        soon().until(() -> said.lines().stream()
                .anyMatch(line -> line.startsWith("WARN the token is unknown, expired or revoked")
                        && line.contains("nothing is looked at until this is mended")));
        var after = looked.size();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> looked.size() <= after + 1);
        assertThat(said.lines().stream().filter(line -> line.contains("nothing is looked at")))
                .hasSize(1);
    }

    @Test
    void a_token_that_never_was_good_ends_the_agent_with_one_line() throws Exception {
        var refused =
                refusal(settings("https", front.port(), Optional.of(certificate.pem()), "fra", () -> "tcn_wrong"));

        assertThat(refused)
                .isEqualTo("the token is unknown, expired or revoked; make a new one with: tocsin token create");
    }

    @Test
    void a_place_that_the_server_does_not_know_ends_the_agent_with_the_cure() throws Exception {
        var refused = refusal(settings("https", front.port(), Optional.of(certificate.pem()), "mars", () -> token));

        assertThat(refused).contains("there is no location \"mars\"", "add it there under locations:");
    }

    @Test
    void an_authority_that_is_not_the_servers_ends_the_agent_with_the_cure() throws Exception {
        var other = MadeCertificate.of(folder, "ip:127.0.0.1");

        assertThat(refusal(settings("https", front.port(), Optional.of(other.pem()), "fra", () -> token)))
                .contains("is not trusted", "by none of the anchors in " + other.pem(), "check --ca");
        assertThat(refusal(settings("https", front.port(), Optional.empty(), "fra", () -> token)))
                .contains("is not trusted", "name its anchors with --ca FILE");
        assertThat(looked).isEmpty();
    }

    @Test
    void a_certificate_for_another_name_is_not_the_servers() throws Exception {
        var stranger = MadeCertificate.of(folder, "dns:other.test");
        var elsewhere = new TlsFront(stranger, hub.port());
        open.add(elsewhere);

        assertThat(refusal(settings("https", elsewhere.port(), Optional.of(stranger.pem()), "fra", () -> token)))
                .contains("is not trusted", "127.0.0.1");
    }

    @Test
    void a_server_that_knows_of_no_agents_is_told_for_what_it_is() throws Exception {
        hub.stop();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()), 0);
        other.start();
        open.add(() -> other.stop(0));

        assertThat(refusal(settings())).contains("knows of no agents: check the URL");
    }

    @Test
    void a_token_is_never_sent_on_to_where_the_server_redirects() throws Exception {
        hub.stop();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()), 0);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://other.test/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        other.start();
        open.add(() -> other.stop(0));

        assertThat(refusal(settings())).contains("redirects to https://other.test/: join there");
    }

    @Test
    void an_agent_that_starts_before_the_server_waits_for_it() throws Exception {
        hub.stop();
        run(agent());
        soon().until(() -> said.lines().stream().anyMatch(line -> line.contains("trying until it is there")));

        hub.start();

        soon().until(() -> !hub.looks("fra").isEmpty());
    }

    @Test
    void the_older_of_two_agents_stands_by_and_takes_over_when_the_newer_is_gone() throws Exception {
        run(agent());
        soon().until(() -> !hub.looks("fra").isEmpty());
        var newer = agent();
        run(newer);

        soon().until(() -> said.lines().stream().anyMatch(line -> line.contains("this one stands by")));
        newer.close();
        agents.remove(newer);

        soon().until(() -> said.lines().contains("INFO looks for fra again"));
        var before = looked.size();
        soon().until(() -> looked.size() > before + 2);
    }

    @Test
    void a_clock_that_is_seconds_off_is_told_of_and_one_that_is_farther_off_looks_at_nothing() throws Exception {
        var offset = new AtomicReference<>(Duration.ofSeconds(-2));
        InstantSource clock = () -> InstantSource.system().instant().plus(offset.get());
        run(agent(settings(), clock));

        soon().until(() -> said.lines().stream()
                .anyMatch(line -> line.matches("WARN the clock here is 2\\.\\d s behind the server's.*")));
        soon().until(() -> !looked.isEmpty());

        offset.set(Duration.ofSeconds(-9));
        soon().until(() -> said.lines().stream()
                .anyMatch(line -> line.matches("WARN the clock here is 9\\.\\d s behind.*nothing is looked at.*")));
        var after = looked.size();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> looked.size() <= after + 1);

        offset.set(Duration.ZERO);
        soon().until(() -> said.lines().contains("INFO the clock agrees with the server's again"));
        soon().until(() -> looked.size() > after + 2);
    }

    @Test
    void what_is_dropped_and_what_is_wrong_is_told_to_the_server() throws Exception {
        try (var spool = Spool.open(folder.resolve("agent-0"), Poster.LIMITS)) {
            spool.drop(42);
        }
        hub.watch(
                shop(FRA),
                new Monitor(
                        "new",
                        new Probe.Icmp("nowhere.test", 1, 0, Probe.Pace.ANY),
                        EVERY,
                        EVERY,
                        rules(),
                        List.of(),
                        FRA));
        run(agent());

        soon().until(() -> hub.locations.all().getFirst().dropped() == 42);
        assertThat(hub.locations.all().getFirst().version()).isEqualTo("test");
    }

    private Agent agent() throws IOException {
        return agent(settings());
    }

    private Agent agent(AgentSettings settings) throws IOException {
        return agent(settings, InstantSource.system());
    }

    private Agent agent(AgentSettings settings, InstantSource clock) throws IOException {
        var probers = new Probers().with(Probe.Http.class, () -> new Looking(clock));
        return Agent.of(settings, probers, clock);
    }

    private AgentSettings settings() {
        return settings("https", front.port(), Optional.of(certificate.pem()), "fra", () -> token);
    }

    private AgentSettings settings(
            String scheme, int port, Optional<Path> ca, String location, Supplier<String> token) {
        return new AgentSettings(
                location,
                AgentSettings.joined(scheme + "://127.0.0.1:" + port),
                () -> new Secret(token.get()),
                ca,
                folder.resolve("agent-" + agents.size()),
                "test");
    }

    private void run(Agent agent) {
        agents.add(agent);
        Thread.ofVirtual().start(() -> {
            try {
                agent.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void stopAgents() {
        agents.forEach(Agent::close);
        agents.clear();
    }

    private String refusal(AgentSettings settings) throws Exception {
        var agent = agent(settings);
        try {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            agent.run();
                            return "it ran";
                        } catch (JoinRefused refused) {
                            return String.valueOf(refused.getMessage());
                        } catch (InterruptedException _) {
                            return "interrupted";
                        }
                    })
                    .get(30, TimeUnit.SECONDS);
        } finally {
            agent.close();
        }
    }

    /// All looks, as the server stores them.
    private List<Instant> taken() {
        return looked.stream()
                .map(at -> at.truncatedTo(ChronoUnit.MICROS))
                .sorted()
                .toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private static Monitor shop(Vantage vantage) {
        var probe = new Probe.Http(
                URI.create("http://shop.test/"),
                "GET",
                Map.of(),
                HttpExpectation.ANY_SUCCESS,
                0,
                Optional.empty(),
                Optional.empty());
        return new Monitor("shop", probe, EVERY, EVERY, rules(), List.of(), vantage);
    }

    private static Confirmation rules() {
        return new Confirmation(2, 2, Duration.ofMillis(200));
    }

    private final class Looking implements Prober<Probe.Http> {
        private final InstantSource clock;

        Looking(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public Observation look(Probe.Http probe, Duration timeout) {
            var evidence = Evidence.none(clock.instant());
            looked.add(evidence.at());
            return down
                    ? new Observation.Failed(evidence, "connect refused")
                    : new Observation.Passed(evidence, false, "status 200");
        }
    }

    /// What one class writes to the log, in threads that this test began, for others run beside it.
    private static final class Said extends AppenderBase<ILoggingEvent> {
        private static final InheritableThreadLocal<UUID> TEST = new InheritableThreadLocal<>();

        private final UUID test;
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Logger logger;

        Said(UUID test, Class<?> speaker) {
            this.test = test;
            logger = (Logger) LoggerFactory.getLogger(speaker);
        }

        /// Comes before the first thread whose words are to be heard.
        void listen() {
            TEST.set(test);
            start();
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
            logger.addAppender(this);
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (test.equals(TEST.get())) {
                lines.add(event.getLevel() + " " + event.getFormattedMessage());
            }
        }

        @Override
        public void stop() {
            logger.detachAppender(this);
            logger.setAdditive(true);
            super.stop();
        }
    }
}
