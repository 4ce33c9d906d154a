package dev.tocsin.app.http;

import dev.tocsin.monitor.guard.AddressRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Finds who really asks behind proxies of ours. Anybody can write `X-Forwarded-For`, so it is read from the
/// right, where the nearest proxy wrote: each address is believed because a trusted one wrote it down, and the
/// first that is not trusted is the reader. Without trusted proxies the field says nothing.
final class Proxies extends Handler.Wrapper {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");
    private static final int MOST = 20;

    private final List<AddressRange> trusted;

    Proxies(List<AddressRange> trusted, Handler inner) {
        super(inner);
        this.trusted = List.copyOf(trusted);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (trusted.isEmpty()
                || !(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer)
                || peer.getAddress() == null) {
            return super.handle(request, response, callback);
        }
        var reader = reader(peer.getAddress(), request.getHeaders().getValuesList(FORWARDED_FOR));
        return super.handle(
                reader.equals(peer.getAddress()) ? request : new Forwarded(request, reader), response, callback);
    }

    /// Whoever stands before the outermost trusted proxy.
    InetAddress reader(InetAddress peer, List<String> fields) {
        var hops = String.join(",", fields).split(",", -1);
        var reader = peer;
        for (var i = hops.length - 1; i >= Math.max(0, hops.length - MOST) && isTrusted(reader); i--) {
            var before = address(hops[i].strip());
            if (before.isEmpty()) {
                break;
            }
            reader = before.get();
        }
        return reader;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /// A literal address, perhaps with a port; no name is looked up.
    private static Optional<InetAddress> address(String text) {
        var bare = text.startsWith("[") && text.contains("]")
                ? text.substring(1, text.indexOf(']'))
                : text.indexOf(':') == text.lastIndexOf(':') && text.contains(":")
                        ? text.substring(0, text.indexOf(':'))
                        : text;
        try {
            return LITERAL.matcher(bare).matches() ? Optional.of(InetAddress.ofLiteral(bare)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// The same request as its reader sent it.
    private static final class Forwarded extends Request.Wrapper {
        private final ConnectionMetaData connection;

        Forwarded(Request request, InetAddress reader) {
            super(request);
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return new InetSocketAddress(reader, 0);
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }
    }
}
