package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.monitor.posture.header.HeaderChecks;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.regex.Pattern;

/// A connection over which one question after another may be asked (RFC 9112, 9.3), in the clear or over TLS.
final class Line implements AutoCloseable {

    private static final Pattern UNWRITABLE = Pattern.compile("[^\\x21-\\x7e]");
    private static final String AGENT = "Tocsin-Posture/1";

    private final Wire wire;
    private final Socket socket;
    private final InputStream in;

    private Line(Wire wire, Socket socket) throws IOException {
        this.wire = wire;
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Line inTheClear(Wire wire) throws IOException {
        return new Line(wire, wire.socket());
    }

    static Line over(OpenTls open) throws IOException {
        return new Line(open.wire(), open.socket());
    }

    /// Gives the next question a time of its own.
    void again(Patience patience) throws IOException {
        wire.again(patience.left());
    }

    /// The answer of `url`. Where it has not ended, nothing more may be asked here.
    ///
    /// @param mostBytes of the body
    HttpAnswer ask(WebUrl url, int mostBytes) throws IOException {
        var origin = url.origin();
        var request = "GET " + UNWRITABLE.matcher(url.path()).replaceAll("%20") + " HTTP/1.1\r\n"
                + "Host: " + origin.substring(origin.indexOf("//") + 2) + "\r\n"
                + "User-Agent: " + AGENT + "\r\n"
                + "Accept: text/html,*/*;q=0.8\r\n"
                + "Accept-Encoding: identity\r\n"
                + "Origin: " + HeaderChecks.FOREIGN + "\r\n\r\n";
        try {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return HttpAnswer.read(in, mostBytes);
        } catch (IOException failed) {
            throw wire.told(failed);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
