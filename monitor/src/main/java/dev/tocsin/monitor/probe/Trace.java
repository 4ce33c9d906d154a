package dev.tocsin.monitor.probe;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// The [Progress] of one HTTP hop, with the answer that came.
final class Trace extends Progress {

    private final Body body = new Body();
    private volatile Optional<Response> answer = Optional.empty();

    /// The status line and headers, once they have come.
    Optional<Response> answer() {
        return answer;
    }

    Body body() {
        return body;
    }

    /// Has the client tell of each step, and notes it here.
    EventListener events() {
        return new Events();
    }

    private final class Events extends EventListener {

        @Override
        public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
            enter(Phase.CONNECT);
        }

        @Override
        public void secureConnectStart(Call call) {
            enter(Phase.TLS);
        }

        @Override
        public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
            rest();
        }

        @Override
        public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
            rest();
        }

        @Override
        public void requestHeadersStart(Call call) {
            enter(Phase.REQUEST);
        }

        @Override
        public void requestHeadersEnd(Call call, okhttp3.Request request) {
            enter(Phase.FIRST_BYTE);
        }

        @Override
        public void requestBodyStart(Call call) {
            enter(Phase.REQUEST);
        }

        @Override
        public void requestBodyEnd(Call call, long byteCount) {
            enter(Phase.FIRST_BYTE);
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            // Whoever finds the phase of the transfer finds the answer as well.
            answer = Optional.of(response);
            enter(Phase.TRANSFER);
        }
    }
}
