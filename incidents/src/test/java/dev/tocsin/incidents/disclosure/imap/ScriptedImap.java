package dev.tocsin.incidents.disclosure.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An IMAP server with an empty mailbox that signs in by XOAUTH2 and, once it idles, never says a word again.
final class ScriptedImap implements AutoCloseable {
    final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    ScriptedImap() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// How often a session got as far as idling.
    long idled() {
        return commands.stream().filter(command -> command.equals("IDLE")).count();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            say(socket, "* OK ready");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ", 2);
                var command = words.length > 1 ? words[1] : "";
                commands.add(command);
                if (command.equals("IDLE")) {
                    say(socket, "+ idling");
                    while (in.readLine() != null) {
                        // Deaf from here on.
                    }
                    return;
                }
                answer(socket, in, words[0], command);
            }
        } catch (IOException gone) {
            // The other side has given up.
        }
    }

    private void answer(Socket socket, BufferedReader in, String tag, String command) throws IOException {
        if (command.equals("CAPABILITY")) {
            say(socket, "* CAPABILITY IMAP4rev1 IDLE AUTH=XOAUTH2");
        } else if (command.equals("AUTHENTICATE XOAUTH2")) {
            say(socket, "+ ");
            commands.add("token " + in.readLine());
        } else if (command.startsWith("SELECT")) {
            say(socket, "* FLAGS (\\Seen)\r\n* 0 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x");
        }
        say(socket, tag + " OK [READ-WRITE] done");
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
