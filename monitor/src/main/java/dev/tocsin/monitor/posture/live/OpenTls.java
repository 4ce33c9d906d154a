package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tocsin.monitor.posture.tls.TlsSurvey.Handshake;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A connection over TLS with a fresh, full handshake, which nothing about the certificate can break.
final class OpenTls implements AutoCloseable {

    /// What Java says of an answer that is no TLS; the kind of its exception does not tell.
    private static final String NO_TLS = "Unsupported or unrecognized SSL message";

    private final Wire wire;
    private final SSLSocket socket;

    private OpenTls(Wire wire, SSLSocket socket) {
        this.wire = wire;
        this.socket = socket;
    }

    /// Connects and shakes hands. What the server showed is in `recorder`, also when this throws.
    ///
    /// @param named whether the handshake names the host
    static OpenTls to(Endpoint endpoint, Handshaker handshaker, Recorder recorder, boolean named) throws IOException {
        var wire = Wire.to(endpoint);
        try {
            var host = endpoint.serverName().orElse(endpoint.address().getHostAddress());
            var socket = (SSLSocket) handshaker.sockets().createSocket(wire.socket(), host, endpoint.port(), true);
            socket.setSSLParameters(
                    parameters(socket, handshaker.suites(), named ? endpoint.serverName() : Optional.empty()));
            recorder.during(() -> {
                socket.startHandshake();
                return socket;
            });
            return new OpenTls(wire, socket);
        } catch (IOException failed) {
            wire.close();
            throw wire.told(failed);
        } catch (RuntimeException odd) {
            // A name that cannot be asked for, or bytes that Java's own means stumble over.
            wire.close();
            throw new SSLException("Java gives up on this handshake: " + odd.getMessage(), odd);
        }
    }

    private static SSLParameters parameters(SSLSocket socket, String[] suites, Optional<String> serverName) {
        var parameters = socket.getSSLParameters();
        parameters.setCipherSuites(suites);
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setServerNames(serverName
                .map(name -> List.<SNIServerName>of(new SNIHostName(name.getBytes(US_ASCII))))
                .orElse(List.of()));
        return parameters;
    }

    Wire wire() {
        return wire;
    }

    SSLSocket socket() {
        return socket;
    }

    /// How an attempt ended that threw `failed`.
    static Handshake ended(IOException failed) {
        var words = String.valueOf(failed.getMessage());
        if (failed instanceof SSLException) {
            return words.contains(NO_TLS)
                    ? new Handshake.NoTls("what answers speaks no TLS")
                    : new Handshake.Refused(words);
        }
        if (failed instanceof NoRouteToHostException) {
            return new Handshake.OutOfReach(words);
        }
        return failed instanceof ConnectException || failed instanceof SocketTimeoutException
                ? new Handshake.Silent(words)
                : new Handshake.Refused(words);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
