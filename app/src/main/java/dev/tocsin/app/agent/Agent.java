package dev.tocsin.app.agent;

import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.SightListener;
import dev.tocsin.monitor.ThreadTimer;
import dev.tocsin.monitor.location.Assignment;
import dev.tocsin.monitor.location.Lookout;
import dev.tocsin.monitor.location.UnpackedFiles;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks from another place: takes its monitors from the server, looks at them, and posts what it saw. It lives on
/// without the server and comes back to it by itself.
public final class Agent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private static final Duration WALK_EVERY = Duration.ofSeconds(1);
    private static final Duration HEALTH_EVERY = Duration.ofMinutes(1);
    private static final Duration LOOKS_END = Duration.ofSeconds(2);
    private static final Duration SPOOL_ENDS = Duration.ofSeconds(1);
    private static final Duration POSTS_END = Duration.ofSeconds(7);

    private final AgentSettings settings;
    private final Spool spool;
    private final Upstream upstream;
    private final ThreadTimer timer;
    private final Lookout lookout;
    private final Poster poster;
    private final CheckIns checkIns;
    private final Bulletin bulletin = new Bulletin();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread posting = thread("posting", this::postForEver);

    private Agent(AgentSettings settings, Probers probers, InstantSource clock) throws IOException {
        this.settings = settings;
        var random = new SecureRandom();
        this.upstream = new Upstream(settings, System::nanoTime);
        this.spool = Spool.open(settings.data(), Poster.LIMITS);
        this.poster = new Poster(upstream, spool, new Backoff(random), bulletin, System::nanoTime);
        this.timer = new ThreadTimer(clock);
        this.lookout = new Lookout(probers, timer, new Sight(), clock, System::nanoTime, poster::offer);
        this.checkIns = new CheckIns(
                settings,
                UUID.randomUUID().toString(),
                upstream,
                lookout,
                poster,
                new UnpackedFiles(settings.data().resolve("files")),
                new Backoff(random),
                bulletin,
                clock);
    }

    /// Makes an agent that does nothing yet.
    /// @throws IOException with a line for a person, when a file or the folder cannot be used
    public static Agent of(AgentSettings settings, Probers probers, InstantSource clock) throws IOException {
        return new Agent(settings, probers, clock);
    }

    /// Joins the server and looks until [#close]. Blocks until then.
    /// @throws JoinRefused when the server will not have us, as long as it never had
    public void run() throws InterruptedException {
        bulletin.say(settings.location() + " joins " + settings.join());
        posting.start();
        thread("walking", this::walkForEver).start();
        thread("health", this::tellForEver).start();
        var pause = Duration.ZERO;
        while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            pause = switch (checkIns.checkIn()) {
                case CheckIns.Next.After after -> after.pause();
                case CheckIns.Next.Never never -> throw new JoinRefused(never.words());
            };
        }
    }

    /// Whether the server has ever answered.
    public boolean joined() {
        return checkIns.joined();
    }

    /// How many looks are not posted yet.
    public long waiting() {
        return poster.waiting();
    }

    /// Stops looking and posts what is left, for 10 s at most; what cannot be posted waits in the folder.
    @Override
    public void close() {
        closing.countDown();
        lookout.assign(Assignment.NONE);
        try {
            posting.join(LOOKS_END);
            // Whoever waits for an answer now puts what it posted into the spool: the server knows it if it comes
            // again.
            posting.interrupt();
            posting.join(SPOOL_ENDS);
            poster.finish(POSTS_END);
            bulletin.say(
                    poster.waiting() == 0
                            ? "stopped, everything is posted"
                            : "stopped, %d looks wait in %s for the next start"
                                    .formatted(poster.waiting(), settings.data()));
            spool.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException fault) {
            log.warn("the folder {} was not left in order: {}", settings.data(), fault.getMessage());
        }
        timer.close();
        upstream.close();
    }

    private void postForEver() {
        whileOpen(Duration.ZERO, poster::postDue);
    }

    private void walkForEver() {
        whileOpen(WALK_EVERY, lookout::walk);
    }

    private void tellForEver() {
        whileOpen(
                HEALTH_EVERY,
                () -> log.info(
                        "{} monitors, {} looks in the last minute, {} slots missed; {} wait, {} dropped; the server answered in {} ms, its clock {} ms away",
                        lookout.size(),
                        poster.takenLately(),
                        lookout.missed(),
                        poster.waiting(),
                        poster.dropped(),
                        checkIns.took().toMillis(),
                        checkIns.offset().abs().toMillis()));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void whileOpen(Duration pause, Work work) {
        try {
            while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    work.run();
                } catch (RuntimeException bug) {
                    log.error("{} broke off and goes on", Thread.currentThread().getName(), bug);
                    closing.await(WALK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(work);
    }

    /// Whether we see at all is told with everything else that is wrong.
    private final class Sight implements SightListener {
        @Override
        public void lost(String why) {
            bulletin.trouble(
                    Bulletin.Topic.SIGHT, "blind", "we are blind: " + why + "; failures say nothing of their targets");
        }

        @Override
        public void regained() {
            bulletin.over(Bulletin.Topic.SIGHT, "we see again");
        }
    }
}
