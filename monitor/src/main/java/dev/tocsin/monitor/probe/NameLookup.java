package dev.tocsin.monitor.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Resolves names through the operating system, as the rest of the machine does, but never longer than a look may last.
///
/// `getaddrinfo` cannot be interrupted, and it would hold one of the few threads that carry all virtual threads. So it
/// runs on threads of its own, one per name at most: a dead zone costs one thread, however many monitors are in it.
///
/// What Java tells of a failure is one exception with the system's words in it. "Name or service not known" is an
/// answer: the name is missing. "Temporary failure in name resolution" is what both a dead resolver (ours) and a dead
/// zone (theirs) look like, and in another language the words differ; so everything but a known answer is settled by
/// [ResolverCheck].
public final class NameLookup {

    /// The operating system's resolver, or a test's.
    @FunctionalInterface
    public interface Resolver {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /// What became of a lookup.
    public sealed interface Answer {

        record Found(List<InetAddress> addresses) implements Answer {}

        record Failed(Fault fault) implements Answer {}
    }

    /// One lookup, shared by all who ask for the name while it lasts. `started` once a thread has taken it up.
    private static final class Lookup extends CompletableFuture<List<InetAddress>> {
        private volatile boolean started;
    }

    private static final int MOST_AT_ONCE = 256;
    private static final int STACK = 256 * 1024;
    private static final List<String> ANSWERS =
            List.of("Name or service not known", "No address associated with hostname", "nodename nor servname");

    private final Resolver resolver;
    private final ResolverCheck check;
    private final Map<String, Lookup> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    /// Asks as every other program on this machine does.
    public static NameLookup ofSystem() {
        return new NameLookup(host -> List.of(InetAddress.getAllByName(host)), ResolverCheck.ofSystem());
    }

    public NameLookup(Resolver resolver, ResolverCheck check) {
        this.resolver = resolver;
        this.check = check;
        var pool = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .name("name-lookup-", 0)
                        .stackSize(STACK)
                        .factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /// The address that `host` is when it is written as one; empty for a name, which must be looked up.
    public static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /// The addresses of `host`, in the system's order. Blocks until `deadline` at most; half-way there it starts to ask
    /// whether our own resolver is alive, and tells `progress` when it is not.
    public Answer addresses(String host, Deadline deadline, Progress progress) {
        var lookup = underWay.computeIfAbsent(host, this::begin);
        var half = deadline.left().dividedBy(2);
        try {
            return found(lookup.get(half.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException slow) {
            return late(host, lookup, deadline, progress);
        } catch (ExecutionException failed) {
            return failed(host, failed.getCause(), deadline);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ours("the look was interrupted");
        }
    }

    private Lookup begin(String host) {
        var lookup = new Lookup();
        threads.execute(() -> {
            lookup.started = true;
            try {
                var addresses = resolver.addresses(host);
                underWay.remove(host);
                lookup.complete(addresses);
            } catch (UnknownHostException | RuntimeException | Error failed) {
                underWay.remove(host);
                lookup.completeExceptionally(failed);
            }
        });
        return lookup;
    }

    private Answer late(String host, Lookup lookup, Deadline deadline, Progress progress) {
        if (!lookup.started) {
            progress.ourFault("too many names are being looked up at once (name " + host + ")");
        }
        progress.suspect(silent(host));
        Thread.startVirtualThread(() -> {
            if (check.answers(deadline.left().dividedBy(2))) {
                progress.acquit();
            } else {
                progress.ourFault(silent(host));
            }
        });
        try {
            var addresses = lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            progress.acquit();
            return found(addresses);
        } catch (TimeoutException over) {
            return progress.ourFault()
                    .map(NameLookup::ours)
                    .orElseGet(() -> new Answer.Failed(new Fault.Theirs("name " + host + " was not resolved in time")));
        } catch (ExecutionException failed) {
            progress.acquit();
            return failed(host, failed.getCause(), deadline);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ours("the look was interrupted");
        }
    }

    private static Answer found(List<InetAddress> addresses) {
        return new Answer.Found(addresses);
    }

    private Answer failed(String host, @Nullable Throwable cause, Deadline deadline) {
        if (!(cause instanceof UnknownHostException)) {
            return ours("the name " + host + " could not be looked up on this machine");
        }
        var words = String.valueOf(cause.getMessage());
        if (ANSWERS.stream().noneMatch(words::contains)
                && !check.answers(deadline.left().dividedBy(2))) {
            return ours(silent(host));
        }
        return new Answer.Failed(new Fault.Theirs("name " + host + " does not resolve"));
    }

    private static String silent(String host) {
        return "our own resolver does not answer (name " + host + ")";
    }

    private static Answer ours(String text) {
        return new Answer.Failed(new Fault.Ours(text));
    }
}
