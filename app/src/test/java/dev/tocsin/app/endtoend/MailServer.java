package dev.tocsin.app.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A mail server that brings mails to the security address, by LMTP over one connection.
final class MailServer implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    MailServer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        hear();
        say("LHLO mx.example.com");
    }

    /// Brings one, of which it knows nobody's word for its sender; `true` once it is accepted.
    boolean bring(String sender, String head, String words) throws IOException {
        say("MAIL FROM:<" + sender + ">");
        say("RCPT TO:<security@company.example>");
        say("DATA");
        return say("""
                Authentication-Results: mx.company.example; spf=none; dkim=none; dmarc=none
                From: %s
                %s

                %s
                .""".formatted(sender, head, words).replace("\n", "\r\n")).startsWith("250");
    }

    private String say(String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return hear();
    }

    private String hear() throws IOException {
        var line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the other side has left");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
