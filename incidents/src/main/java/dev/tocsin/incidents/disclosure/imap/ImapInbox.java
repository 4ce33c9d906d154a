package dev.tocsin.incidents.disclosure.imap;

import dev.tocsin.db.Database;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a mailbox for as long as the process lives. One thread reads and waits in IDLE; a second one nudges it
/// every minute, which is the poll beside IDLE and renews it long before servers end it, and gives a session up
/// that answers neither: a new one reads on from the cursor.
public final class ImapInbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ImapInbox.class);
    private static final Duration NUDGE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration HUNG = Duration.ofMinutes(4);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ImapSettings settings;
    private final Database database;
    private final InstantSource clock;
    private final Keeper keeper;
    private final Duration nudge;
    private final Duration hung;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable ImapSession session;

    private ImapInbox(
            ImapSettings settings,
            Database database,
            InstantSource clock,
            Keeper keeper,
            Duration nudge,
            Duration hung) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.keeper = keeper;
        this.nudge = nudge;
        this.hung = hung;
    }

    /// Begins to read. Returns at once; a mailbox that cannot be reached is tried again.
    public static ImapInbox start(ImapSettings settings, Database database, InstantSource clock, Keeper keeper) {
        return start(settings, database, clock, keeper, NUDGE, HUNG);
    }

    static ImapInbox start(
            ImapSettings settings,
            Database database,
            InstantSource clock,
            Keeper keeper,
            Duration nudge,
            Duration hung) {
        var inbox = new ImapInbox(settings, database, clock, keeper, nudge, hung);
        Thread.ofPlatform().daemon().name("imap").start(inbox::readOn);
        Thread.ofPlatform().daemon().name("imap-watchdog").start(inbox::watch);
        return inbox;
    }

    private void readOn() {
        var pause = SHORTEST_PAUSE;
        while (isOpen()) {
            try (var opened = ImapSession.open(settings, database, clock, keeper)) {
                session = opened;
                pause = SHORTEST_PAUSE;
                while (isOpen() && opened.equals(session)) {
                    opened.readNew();
                    opened.idle();
                }
            } catch (MessagingException | IOException | RuntimeException fault) {
                if (isOpen() && pause.equals(SHORTEST_PAUSE)) {
                    log.warn("{} cannot be read and is tried again: {}", settings.name(), fault.getMessage());
                }
            }
            pause = waitFor(pause);
        }
    }

    private void watch() {
        var waited = Duration.ZERO;
        while (isOpen()) {
            var tick = nudge.compareTo(SOON) < 0 ? nudge : SOON;
            var _ = waitFor(tick);
            waited = waited.plus(tick);
            var watched = session;
            if (watched == null || (!watched.isBusy() && waited.compareTo(nudge) < 0)) {
                continue;
            }
            waited = Duration.ZERO;
            if (watched.sinceProgress().compareTo(hung) > 0) {
                log.warn("{} answers no more and is opened anew", settings.name());
                session = null;
                Thread.ofPlatform().daemon().name("imap").start(this::readOn);
                Thread.ofVirtual().start(() -> shut(watched));
            } else {
                Thread.ofVirtual().name("imap-nudge").start(() -> nudge(watched));
            }
        }
    }

    private static void nudge(ImapSession watched) {
        try {
            watched.nudge();
        } catch (MessagingException | RuntimeException fault) {
            log.debug("a nudge found nobody", fault);
        }
    }

    private static void shut(ImapSession watched) {
        try {
            watched.close();
        } catch (MessagingException | RuntimeException fault) {
            log.debug("a session was gone already", fault);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /// Waits, and answers how long to wait the next time.
    private Duration waitFor(Duration pause) {
        try {
            var _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    @Override
    public void close() {
        closed.countDown();
        var open = session;
        if (open != null) {
            Thread.ofVirtual().start(() -> shut(open));
        }
    }
}
