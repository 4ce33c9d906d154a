package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.probe.Progress;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// One health check on a channel.
final class HealthCall extends ClientCall.Listener<HealthCheck.Serving> {

    /// How the call ended, and what was answered before.
    record Ended(Status status, Optional<HealthCheck.Serving> serving) {}

    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private volatile Optional<HealthCheck.Serving> serving = Optional.empty();

    private HealthCall() {}

    /// Asks for `service`. Blocks until the call ends, which closing the channel brings about.
    static Ended make(Channel channel, String service, Progress trace) throws InterruptedException {
        var options = CallOptions.DEFAULT.withStreamTracerFactory(new ClientStreamTracer.Factory() {
            @Override
            public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
                return new Phases(trace);
            }
        });
        var call = channel.newCall(HealthCheck.METHOD, options);
        var listener = new HealthCall();
        call.start(listener, new Metadata());
        call.sendMessage(service);
        call.halfClose();
        // Two, so that a second message is noticed as the error it is.
        call.request(2);
        try {
            return listener.ended.get();
        } catch (ExecutionException never) {
            throw new IllegalStateException("a call ends with a status only", never);
        }
    }

    @Override
    public void onMessage(HealthCheck.Serving message) {
        serving = Optional.of(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        ended.complete(new Ended(status, serving));
    }

    /// Tells the trace what happens to the stream beneath the call.
    private static final class Phases extends ClientStreamTracer {
        private final Progress trace;

        Phases(Progress trace) {
            this.trace = trace;
        }

        @Override
        public void streamCreated(Attributes transport, Metadata headers) {
            trace.enter(Progress.Phase.REQUEST);
        }

        @Override
        public void outboundMessageSent(int number, long wireBytes, long bytes) {
            trace.enter(Progress.Phase.FIRST_BYTE);
        }

        @Override
        public void inboundHeaders() {
            trace.enter(Progress.Phase.TRANSFER);
        }

        @Override
        public void streamClosed(Status status) {
            trace.rest();
        }
    }
}
