package dev.tocsin.incidents.audit;

import dev.tocsin.db.Database;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A sign of life to a service elsewhere, which pages when it hears nothing: the only alarm that still rings when we
/// are dead. It leaves only while the last audit passed and is fresh, so that it also stops when we live and do not
/// work. Every node sends its own.
///
/// A GET whose answer is 2xx within 10 s was taken; redirects are not followed, and of the body nothing is read. What
/// was not taken is tried again after 15 s, or sooner where signs are more frequent.
public final class DeadMan {
    private static final Logger log = LoggerFactory.getLogger(DeadMan.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Supplier<Optional<DeadManSettings>> settings;
    private final Supplier<AuditStanding> audit;
    private final Duration patience;
    private final HttpClient http;

    private volatile SignOfLife life = SignOfLife.NONE;
    private Instant dueAt = Instant.MIN;
    private Optional<DeadManSettings> served = Optional.empty();

    /// @param audit asks for the last audit; what it throws counts as none
    public DeadMan(InstantSource clock, Supplier<Optional<DeadManSettings>> settings, Supplier<AuditStanding> audit) {
        this(clock, settings, audit, PATIENCE);
    }

    DeadMan(
            InstantSource clock,
            Supplier<Optional<DeadManSettings>> settings,
            Supplier<AuditStanding> audit,
            Duration patience) {
        this.clock = clock;
        this.settings = settings;
        this.audit = audit;
        this.patience = patience;
        http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// How the signs fare.
    public SignOfLife life() {
        return life;
    }

    /// Sends a sign when it is time for one. Blocks for 10 s at most. To be called every second, by one thread.
    public synchronized void pingDue() {
        Database.requireNoTransaction();
        var now = clock.instant();
        var wanted = settings.get();
        if (!wanted.equals(served)) {
            served = wanted;
            dueAt = Instant.MIN;
            life = SignOfLife.NONE;
        }
        // A time further ahead than any we set was set by a clock that has been put back since.
        wanted.filter(one -> !now.isBefore(dueAt) || dueAt.isAfter(now.plus(one.every())))
                .ifPresent(one -> ping(one, now));
    }

    private void ping(DeadManSettings to, Instant now) {
        var hindrance = hindrance(now);
        if (hindrance.isPresent()) {
            say(life.withheld(to.place(), hindrance.get()));
            dueAt = now.plus(again(to));
            return;
        }
        var fault = fault(to);
        say(fault.map(why -> life.failed(to.place(), why)).orElseGet(() -> life.answered(to.place(), now)));
        dueAt = now.plus(fault.isPresent() ? again(to) : to.every());
    }

    private static Duration again(DeadManSettings to) {
        return to.every().compareTo(AGAIN) < 0 ? to.every() : AGAIN;
    }

    /// Each change of fortune is logged once.
    private void say(SignOfLife next) {
        if (!next.trouble().equals(life.trouble())) {
            next.trouble()
                    .ifPresentOrElse(
                            why -> log.warn("sign of life: {}", why),
                            () -> log.info(
                                    "sign of life: {} has it again",
                                    next.place().orElse("")));
        }
        life = next;
    }

    /// Why no sign may leave; empty when one may.
    private Optional<String> hindrance(Instant now) {
        AuditStanding last;
        try {
            last = audit.get();
        } catch (RuntimeException fault) {
            return Optional.of("withheld, for the last audit cannot be read");
        }
        if (last.well(now)) {
            return Optional.empty();
        }
        return Optional.of(last.fresh(now) ? "withheld, for the last audit failed" : "withheld, for no audit is fresh");
    }

    private String late(DeadManSettings to) {
        return "%s did not answer within %d ms".formatted(to.place(), patience.toMillis());
    }

    /// Why a sign was not taken; empty when it was. The exchange runs on a thread of its own: its end closes the
    /// connection, whatever the other side drips.
    private Optional<String> fault(DeadManSettings to) {
        var exchange = new FutureTask<>(() -> exchange(to));
        var thread = Thread.ofVirtual().name("dead-man").start(exchange);
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Optional.of(late(to));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while waiting for " + to.place());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpTimeoutException) {
                return Optional.of(late(to));
            }
            // The address is a secret, and the message of a fault may hold it.
            var cause = Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
            return Optional.of("no answer from %s (%s), check deadMan.url".formatted(to.place(), cause));
        }
    }

    private Optional<String> exchange(DeadManSettings to) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(to.address())
                .timeout(patience)
                .header("User-Agent", "Tocsin")
                .GET()
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var _ = answer.body()) {
            var status = answer.statusCode();
            return status >= 200 && status < 300
                    ? Optional.empty()
                    : Optional.of("%s answered %d, check deadMan.url".formatted(to.place(), status));
        }
    }
}
