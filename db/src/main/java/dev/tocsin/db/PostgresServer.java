package dev.tocsin.db;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Makes, starts and stops the server of one folder. Whoever calls holds the folder's lock.
record PostgresServer(PostgresBinaries binaries, PostgresFolder folder, ServerAccount account) {

    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

    /// After a crash the server first replays its journal; that is bounded by `max_wal_size`.
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(5);

    /// For a small machine that it shares with us: one address, no socket file, and journals that stay small.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=64MB",
            "maintenance_work_mem=32MB",
            "max_wal_size=256MB",
            "max_parallel_workers_per_gather=0",
            // After a crash it ends, and we start it anew. Left to itself it stays up for ever without serving
            // anybody when its recovery meets a full disk.
            "restart_after_crash=off",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            // Errors of a statement come to us as exceptions; its text may hold what no log should.
            "log_min_messages=log",
            "log_min_error_statement=panic");

    /// Makes the tables' folder when there is none: all of it or, after a crash, nothing. Takes about two
    /// seconds, once.
    void make(String password) throws IOException {
        var tables = folder.tables();
        if (Files.exists(tables)) {
            var version = Files.readString(tables.resolve("PG_VERSION")).strip();
            if (!version.equals(binaries.major())) {
                throw new DatabaseUnavailable(
                        "%s was written by PostgreSQL %s, and this Tocsin brings %s: start the version that wrote it, make a backup there, and restore it into a new folder"
                                .formatted(tables, version, binaries.major()));
            }
            return;
        }
        account.requireWayTo(folder.root());
        if (!Command.succeeds(binaries.program("initdb").toString(), "--version")) {
            throw new DatabaseUnavailable(
                    "the PostgreSQL that comes with us does not run from %s: it needs glibc and a disk that is not mounted noexec; otherwise install PostgreSQL 15 or newer and set database.url"
                            .formatted(binaries.home()));
        }
        var unfinished = folder.unfinished();
        Folders.remove(unfinished);
        Files.createDirectory(unfinished);
        var secret = Files.createTempFile(unfinished, "password", "", Folders.OURS_ALONE);
        Files.writeString(secret, password);
        var into = unfinished.resolve("postgres");
        Files.createDirectory(into);
        account.give(unfinished);
        run(
                "initdb",
                "",
                "--pgdata=" + into,
                "--username=postgres",
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
        // The product is no superuser: a fault in our SQL must not become a program run by the server.
        run(
                "postgres",
                "create role tocsin login createdb password '%s'\ncreate database tocsin owner tocsin\n"
                        .formatted(password),
                "--single",
                "-D",
                into.toString(),
                "postgres");
        Files.move(into, tables);
        Folders.remove(unfinished);
    }

    /// Starts the server and waits until it takes connections. The thread that started it lives as long as it
    /// does: when the JVM is killed, and this thread with it, the kernel sends the server the signal for a fast
    /// stop.
    Process start(int port, List<String> more) throws IOException {
        var words = new ArrayList<String>();
        if (Command.succeeds("setsid", "--version")) {
            // A session of its own: Ctrl-C at our terminal is for us, the server stops when we have finished
            // with it.
            words.add("setsid");
        }
        words.addAll(account.prefix());
        if (Command.succeeds("setpriv", "--version")) {
            words.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        }
        words.addAll(List.of(
                binaries.program("postgres").toString(), "-D", folder.tables().toString()));
        Stream.of(SETTINGS, List.of("port=" + port), more)
                .flatMap(List::stream)
                .forEach(setting -> words.addAll(List.of("-c", setting)));
        var process = launched(words);
        try {
            awaitReady(process);
            return process;
        } catch (DatabaseUnavailable | IOException fault) {
            stop(process.toHandle());
            throw fault;
        }
    }

    /// Stops a server: what is running is broken off and rolled back, what is committed stays. 10 s at most, then
    /// without mercy; the next start then replays the journal.
    void stop(ProcessHandle server) throws IOException {
        for (var mode : List.of("fast", "immediate")) {
            if (!server.isAlive()) {
                return;
            }
            tell(mode);
            if (ended(server, mode.equals("fast") ? FAST_STOP_LIMIT : IMMEDIATE_STOP_LIMIT)) {
                return;
            }
        }
        server.destroyForcibly();
        ended(server, IMMEDIATE_STOP_LIMIT);
    }

    /// Stops what a process that was killed has left running on our folder.
    void stopOrphans() throws IOException {
        if (!Files.exists(folder.tables())) {
            return;
        }
        var inhabitants = folder.inhabitants();
        var note = folder.running();
        if (note.isPresent()) {
            var noted = note.get().process();
            for (var process : inhabitants) {
                if (process.pid() == noted) {
                    stop(process);
                }
            }
            if (inhabitants.isEmpty() && ProcessHandle.of(noted).isPresent()) {
                // After a reboot the number may have gone to somebody else, and PostgreSQL would shy away from
                // it.
                Files.deleteIfExists(folder.tables().resolve("postmaster.pid"));
            }
        }
        for (var process : inhabitants) {
            if (!ended(process, IMMEDIATE_STOP_LIMIT)) {
                throw new DatabaseUnavailable("process %d still works in %s and does not stop: end it and start again"
                        .formatted(process.pid(), folder.tables()));
            }
        }
    }

    private void tell(String mode) throws IOException {
        var words = command(
                "pg_ctl", "stop", "-W", "-m", mode, "-D", folder.tables().toString());
        Command.run(words, "", folder.log().toFile(), Duration.ofSeconds(5));
    }

    private static boolean ended(ProcessHandle process, Duration limit) throws IOException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException fault) {
            throw new IOException("the end of the server cannot be awaited", fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run(String program, String input, String... arguments) throws IOException {
        var exit = Command.run(command(program, arguments), input, folder.log().toFile(), INITDB_LIMIT);
        if (exit != 0) {
            throw new DatabaseUnavailable(
                    "PostgreSQL cannot make its tables in %s, its %s says \"%s\": mend that and start again"
                            .formatted(folder.root(), program, folder.lastWords()));
        }
    }

    private List<String> command(String program, String... arguments) {
        return Stream.of(account.prefix(), List.of(binaries.program(program).toString()), List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }

    private Process launched(List<String> words) throws IOException {
        var started = new CompletableFuture<Process>();
        var log = ProcessBuilder.Redirect.appendTo(folder.log().toFile());
        Thread.ofPlatform().daemon().name("postgres").start(() -> {
            try {
                var process = Command.prepared(words)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(log)
                        .start();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException fault) {
                started.completeExceptionally(fault);
            }
        });
        try {
            return started.join();
        } catch (CompletionException fault) {
            throw new IOException("postgres cannot be started", fault.getCause());
        }
    }

    private void awaitReady(Process process) throws IOException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var note = folder.running();
            if (note.isPresent()
                    && note.get().process() == process.pid()
                    && note.get().ready()) {
                return;
            }
            try {
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new DatabaseUnavailable(
                            "PostgreSQL ended at its start on %s, its log says \"%s\": mend that and start again"
                                    .formatted(folder.root(), folder.lastWords()));
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stopping);
            }
        }
        throw new DatabaseUnavailable(
                "PostgreSQL on %s is not ready after %d s, its log says \"%s\": mend that and start again"
                        .formatted(folder.root(), START_LIMIT.toSeconds(), folder.lastWords()));
    }
}
