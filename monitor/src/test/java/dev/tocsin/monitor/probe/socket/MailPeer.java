package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;

/// A mail server that answers line by line as a test says, and can go on in TLS.
final class MailPeer {

    private MailPeer() {}

    /// Greets, then answers each line by `answers`. An answer that ends with `!` is given without it, and TLS begins.
    static Peer greeting(String greeting, Authority.Identity identity, UnaryOperator<String> answers) {
        return Peer.that((socket, in, out) -> {
            Peer.say(out, greeting);
            converse(socket, in, out, identity, answers);
        });
    }

    private static void converse(
            Socket socket, InputStream in, OutputStream out, Authority.Identity identity, UnaryOperator<String> answers)
            throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var answer = answers.apply(line);
            if (answer.endsWith("!")) {
                Peer.say(out, answer.substring(0, answer.length() - 1));
                var tls = (SSLSocket) identity.tls().getSocketFactory().createSocket(socket, null, 0, true);
                tls.setUseClientMode(false);
                converse(tls, tls.getInputStream(), tls.getOutputStream(), identity, answers);
                return;
            }
            Peer.say(out, answer);
        }
    }
}
