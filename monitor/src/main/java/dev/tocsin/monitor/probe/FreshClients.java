package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.HttpOptions.HttpVersion;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.TlsVersion;

/// Makes a client for one hop and throws it away: no connection, TLS session, cookie, failed route or queue outlives
/// it, and nothing it holds is shared with another look.
///
/// It speaks HTTP/1.1 unless asked otherwise: HTTP/2 costs each look a thread of its own to read frames. It has no
/// time-outs but the one for connecting; the deadline of the whole look closes the socket instead.
public final class FreshClients {

    /// Both versions that are not broken, and of the ciphers all that the TLS at hand allows.
    private static final ConnectionSpec ENCRYPTED = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .tlsVersions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2)
            .allEnabledCipherSuites()
            .build();

    /// OkHttp wants an executor even where nothing is queued; this one has no threads of its own.
    private final ExecutorService idle = Executors.newVirtualThreadPerTaskExecutor();

    private final AtomicInteger dials = new AtomicInteger();
    private final OkHttpClient pattern;
    private final OkHttpClient newer;

    FreshClients(Handshakes handshakes) {
        pattern = new OkHttpClient.Builder()
                .connectionSpecs(List.of(ENCRYPTED, ConnectionSpec.CLEARTEXT))
                .sslSocketFactory(handshakes.sockets(), handshakes.trust())
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .fastFallback(false)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(FreshClients::asItIs)
                .build();
        newer = pattern.newBuilder()
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .build();
    }

    /// OkHttp would repeat a request answered 503 with `Retry-After: 0`, and calls a 407 an error. A look takes the
    /// answer as it is: the [Trace] has the true status by now, and OkHttp is shown one that it leaves alone.
    private static Response asItIs(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request())
                .newBuilder()
                .code(200)
                .removeHeader("Retry-After")
                .build();
    }

    /// Another dial to `address`, like no other before.
    public Dial dial(InetSocketAddress address) {
        return dial(address, HttpVersion.HTTP_1_1);
    }

    /// The same, for what is spoken in `version`.
    Dial dial(InetSocketAddress address, HttpVersion version) {
        return switch (version) {
            case HTTP_1_1 -> new Dial(address, dials.getAndIncrement());
            case HTTP_2 -> new Dial(address, dials.getAndIncrement(), Dial.MOST_BYTES_OF_HTTP_2);
        };
    }

    /// A client that can only `dial`, and takes its certificates before `witness`. A zero `connectWithin` leaves the
    /// time for connecting to the deadline.
    OkHttpClient fresh(Dial dial, Duration connectWithin, Trace trace, Witness witness, HttpOptions options) {
        var client = pattern(options.version())
                .newBuilder()
                .dispatcher(new Dispatcher(idle))
                .connectionPool(Unpooled.pool())
                .dns(_ -> List.of(dial.address().getAddress()))
                .socketFactory(dial)
                .hostnameVerifier(witness)
                .connectTimeout(connectWithin)
                .eventListener(trace.events());
        if (options.proxy().isPresent()) {
            client.proxy(through(options.proxy().get()));
        }
        return client.build();
    }

    /// A client that resolves and dials nothing itself: it speaks in the clear over what `sockets` hands it.
    public OkHttpClient over(SocketFactory sockets) {
        return pattern.newBuilder()
                .dispatcher(new Dispatcher(idle))
                .connectionPool(Unpooled.pool())
                .dns(_ -> List.of(InetAddress.getLoopbackAddress()))
                .socketFactory(sockets)
                .connectTimeout(Duration.ZERO)
                .build();
    }

    private OkHttpClient pattern(HttpVersion version) {
        return switch (version) {
            case HTTP_1_1 -> pattern;
            case HTTP_2 -> newer;
        };
    }

    /// Its address is the [Dial]'s business; named here it only makes OkHttp speak to it as a proxy.
    private static Proxy through(HostAndPort proxy) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
    }
}
