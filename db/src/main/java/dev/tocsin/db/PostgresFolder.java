package dev.tocsin.db;

import dev.tocsin.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the embedded PostgreSQL keeps what inside the data folder `root`.
record PostgresFolder(Path root) {

    /// What a running server tells of itself in its `postmaster.pid`.
    record Running(long process, int port, boolean ready) {}

    private static final int PASSWORD_BYTES = 24;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int QUOTED_LINES = 5;
    private static final int TRIES_FOR_A_PORT = 200;

    /// The tables; `data` in PostgreSQL's own words.
    Path tables() {
        return root.resolve("postgres");
    }

    /// Where the tables are first made, before they get their name in one step.
    Path unfinished() {
        return root.resolve("postgres.new");
    }

    Path lock() {
        return root.resolve("postgres.lock");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path cache() {
        return root.resolve("cache");
    }

    private Path secret() {
        return root.resolve("postgres.password");
    }

    private Path port() {
        return root.resolve("postgres.port");
    }

    /// The password, made at the first call; readable by us alone.
    Secret password() throws IOException {
        var file = secret();
        if (!Files.exists(file)) {
            if (Files.exists(tables())) {
                throw new DatabaseUnavailable(
                        "%s is gone and the tables cannot be opened without it: restore the file, or move %s away to begin anew"
                                .formatted(file, tables()));
            }
            var bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            Folders.write(file, HexFormat.of().formatHex(bytes));
        }
        return new Secret(Files.readString(file).strip());
    }

    /// The port of last time when it is free still, otherwise another one, which is then remembered.
    int freePort() throws IOException {
        var file = port();
        var last = Files.exists(file) ? Files.readString(file).strip() : "";
        if (last.matches("[1-9][0-9]{0,4}") && isFree(Integer.parseInt(last))) {
            return Integer.parseInt(last);
        }
        // Below the range from which systems take ports for outgoing connections: what is free now stays free until
        // the server has bound it.
        var port = new SecureRandom()
                .ints(TRIES_FOR_A_PORT, 20_000, 32_768)
                .filter(PostgresFolder::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException("no port is free on 127.0.0.1"));
        Folders.write(file, Integer.toString(port));
        return port;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As PostgreSQL does: connections that are dying away do not keep the port taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// What lies here beside the tables, and is there.
    List<Path> files() {
        return Stream.of(lock(), log(), secret(), port(), cache())
                .filter(Files::exists)
                .toList();
    }

    /// Reads `postmaster.pid`; empty when there is none or it is being written.
    Optional<Running> running() throws IOException {
        var file = tables().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.size() < 4
                || !lines.get(0).matches("-?[0-9]+")
                || !lines.get(3).matches("[0-9]+")) {
            return Optional.empty();
        }
        // The lines are: process, folder, start, port, socket folder, address, shared memory, state.
        var ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
        return Optional.of(new Running(Math.abs(Long.parseLong(lines.get(0))), Integer.parseInt(lines.get(3)), ready));
    }

    /// Keeps one log of the past and begins a new one, so that logs do not grow for ever.
    void beginLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log(), Folders.OURS_ALONE);
    }

    /// The last words of the server, in one line.
    String lastWords() {
        try {
            var lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
        } catch (IOException unreadable) {
            return Folders.words(unreadable);
        }
    }

    /// The processes that work inside the tables' folder: PostgreSQL and its children stand there, and nobody
    /// else.
    List<ProcessHandle> inhabitants() throws IOException {
        var real = tables().toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> standsIn(real, process.pid()))
                .toList();
    }

    private static boolean standsIn(Path folder, long process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process), "cwd"))
                    .equals(folder);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }
}
