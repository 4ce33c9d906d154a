package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Handshakes;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Witness;
import dev.tocsin.monitor.probe.Wording;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/// Makes a channel for one look: one connection to one address, no retries, no proxy, nothing kept.
final class Channels {

    private static final int MOST_MESSAGE_BYTES = 4 * 1024;
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    /// The library's own choice would be the older one alone.
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("grpc-timer").factory());
    private final Handshakes handshakes;

    Channels(Handshakes handshakes) {
        this.handshakes = handshakes;
    }

    /// @param authority the name that the server is called by, with the port
    /// @param witness judges its certificate; empty for a connection without TLS
    ManagedChannel fresh(
            Dial dial,
            String authority,
            Duration connectWithin,
            Progress trace,
            Consumer<Socket> held,
            Optional<Witness> witness) {
        var builder = OkHttpChannelBuilder.forTarget("dns:///" + Wording.address(dial.address()))
                .overrideAuthority(authority)
                .proxyDetector(_ -> null)
                .disableRetry()
                .disableServiceConfigLookUp()
                .executor(threads)
                .offloadExecutor(threads)
                .scheduledExecutorService(timer)
                .maxInboundMessageSize(MOST_MESSAGE_BYTES)
                .maxInboundMetadataSize(MOST_HEADER_BYTES)
                .userAgent("Tocsin")
                .socketFactory(new Plug(dial, connectWithin, trace, held));
        witness.ifPresentOrElse(
                judge -> builder.sslSocketFactory(new TlsPlug(handshakes.sockets(), trace))
                        .tlsConnectionSpec(VERSIONS, handshakes.sockets().getDefaultCipherSuites())
                        .transportExecutor(before(judge))
                        .hostnameVerifier((name, session) -> {
                            var matches = judge.verify(name, session);
                            if (matches) {
                                trace.enter(Progress.Phase.REQUEST);
                            }
                            return matches;
                        }),
                () -> builder.usePlaintext().transportExecutor(threads));
        return builder.build();
    }

    /// The handshake happens on a thread of the library's: there, too, the witness must be present.
    private Executor before(Witness witness) {
        return work -> threads.execute(() -> witness.during(() -> {
            work.run();
            return work;
        }));
    }
}
