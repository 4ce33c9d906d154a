package dev.tocsin.app.agent;

import dev.tocsin.app.agent.Bulletin.Topic;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostedLook;
import dev.tocsin.monitor.location.LooksJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Brings looks to the server: at once what is news, and the rest together each second. While the server is away
/// they go to the spool, and from there to the server in their order once it is back.
final class Poster {
    private static final int IN_MEMORY = 5_000;
    private static final int LOOKS_AT_ONCE = 200;
    private static final int BYTES_AT_ONCE = 192 * 1024;
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final Duration NEWS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(60);

    /// What is kept while the server is away.
    static final Spool.Limits LIMITS = new Spool.Limits(50_000, 64L * 1024 * 1024, LOOKS_AT_ONCE, BYTES_AT_ONCE);

    private final Upstream upstream;
    private final Spool spool;
    private final Backoff backoff;
    private final Bulletin bulletin;
    private final LongSupplier nanos;
    private final LinkedBlockingQueue<Waiting> fresh = new LinkedBlockingQueue<>(IN_MEMORY);
    private final Map<String, String> lastOutcome = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private volatile long notBefore;

    private record Waiting(String line, boolean news) {}

    Poster(Upstream upstream, Spool spool, Backoff backoff, Bulletin bulletin, LongSupplier nanos) {
        this.upstream = upstream;
        this.spool = spool;
        this.backoff = backoff;
        this.bulletin = bulletin;
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    /// Takes a look as it is done. Returns at once.
    void offer(PostedLook look) {
        taken.incrementAndGet();
        var outcome = look.seen().outcome();
        var news = !outcome.equals(lastOutcome.put(look.monitor(), outcome))
                || !(look.seen() instanceof Observation.Passed);
        var waiting = new Waiting(LooksJson.line(look), news);
        while (!fresh.offer(waiting)) {
            if (fresh.poll() != null) {
                spool.drop(1);
            }
        }
    }

    /// The server has been heard: what waits may be tried now.
    void serverIsBack() {
        backoff.reset();
        notBefore = nanos.getAsLong();
    }

    /// How many looks were taken since this was asked last.
    long takenLately() {
        return taken.getAndSet(0);
    }

    long waiting() {
        return spool.waiting() + fresh.size();
    }

    long dropped() {
        return spool.dropped();
    }

    /// Posts what there is, as it comes. Blocks for 15 s at most.
    void postDue() throws InterruptedException {
        var draining = !spool.isEmpty() && isTimeToTry();
        post(collect(draining ? Duration.ZERO : TOGETHER));
        if (!spool.isEmpty() && isTimeToTry()) {
            drain(PATIENCE);
        }
    }

    /// Posts what is left within `time`, or leaves it in the spool for the next start.
    void finish(Duration time) throws InterruptedException {
        var end = nanos.getAsLong() + time.toNanos();
        for (var lines = collect(Duration.ZERO); !lines.isEmpty(); lines = collect(Duration.ZERO)) {
            keep(lines);
        }
        while (!spool.isEmpty() && isTimeToTry() && end - nanos.getAsLong() > 0) {
            var left = Duration.ofNanos(end - nanos.getAsLong());
            drain(left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
        }
    }

    /// What there is within `first`, and what comes soon after.
    private List<String> collect(Duration first) throws InterruptedException {
        var lines = new ArrayList<String>();
        var bytes = 0;
        var end = nanos.getAsLong() + first.toNanos();
        while (lines.size() < LOOKS_AT_ONCE && bytes < BYTES_AT_ONCE) {
            var waiting = fresh.poll(Math.max(0, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
            if (waiting == null) {
                break;
            }
            lines.add(waiting.line());
            bytes += waiting.line().length();
            if (waiting.news()) {
                end = Math.min(end, nanos.getAsLong() + NEWS.toNanos());
            }
        }
        return lines;
    }

    private void post(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        if (!spool.isEmpty() || !isTimeToTry()) {
            keep(lines);
            return;
        }
        switch (upstream.post("looks", LooksJson.body(lines), PATIENCE)) {
            case Reply.Done done -> took(done);
            case Reply.Refused refused
            when isOurFault(refused) -> {
                spool.drop(lines.size());
                unwanted(lines.size(), refused.words());
            }
            case Reply.Refused _ -> {
                keep(lines);
                later(UNTIL_MENDED);
            }
            case Reply.Away away -> {
                keep(lines);
                away(away);
            }
        }
    }

    private void drain(Duration patience) {
        try {
            var batch = spool.oldest();
            if (batch.isEmpty()) {
                return;
            }
            switch (upstream.post("looks", LooksJson.body(batch.get().lines()), patience)) {
                case Reply.Done done -> {
                    spool.posted();
                    took(done);
                }
                case Reply.Refused refused
                when isOurFault(refused) -> {
                    spool.refused();
                    unwanted(batch.get().lines().size(), refused.words());
                }
                case Reply.Refused _ -> later(UNTIL_MENDED);
                case Reply.Away away -> away(away);
            }
        } catch (IOException fault) {
            bulletin.trouble(Topic.DISK, "read", "looks that wait cannot be read: " + fault.getMessage());
            later(UNTIL_MENDED);
        }
    }

    private void took(Reply.Done done) {
        backoff.reset();
        bulletin.over(Topic.SERVER, "the server is back, " + waiting() + " looks wait");
        var refused = done.json().path("refused").asInt();
        if (refused > 0) {
            unwanted(refused, done.json().path("reason").asText());
        }
    }

    private void unwanted(int looks, String why) {
        bulletin.say("the server leaves out %d look%s: %s".formatted(looks, looks == 1 ? "" : "s", why));
    }

    /// Why it will not have looks the next check-in tells.
    private void later(Duration pause) {
        notBefore = nanos.getAsLong() + pause.toNanos();
    }

    private void away(Reply.Away away) {
        later(backoff.next());
        bulletin.trouble(Topic.SERVER, "away", away.whileLooking());
    }

    private void keep(List<String> lines) {
        try {
            spool.add(lines);
            bulletin.over(Topic.DISK, "looks that wait can be kept again");
        } catch (IOException full) {
            bulletin.trouble(Topic.DISK, "write", "looks that wait cannot be kept and are lost: " + full.getMessage());
        }
    }

    private boolean isTimeToTry() {
        return nanos.getAsLong() - notBefore >= 0;
    }

    /// What we sent can never be taken, whoever sends it.
    private static boolean isOurFault(Reply.Refused refused) {
        return switch (refused.status()) {
            case 400, 413, 415, 422 -> true;
            default -> false;
        };
    }
}
