package dev.tocsin.incidents.delivery.imitation;

import dev.tocsin.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mail server on loopback that takes every mail and sends none on (RFC 5321, and AUTH PLAIN where a user is asked
/// for). It serves 50 connections at once and keeps the last thousand mails, each of 1 MiB at most.
public final class MailSink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailSink.class);
    private static final int KEPT = 1_000;
    private static final int CONNECTIONS = 50;
    private static final int IDLE_MILLIS = 60_000;

    /// Who may send.
    record Account(String user, Secret password) {}

    private final ServerSocket listener;
    private final InstantSource clock;
    private final Optional<Account> account;
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<ReceivedMail> mails = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean silentNext;

    private MailSink(ServerSocket listener, Optional<Account> account, InstantSource clock) {
        this.listener = listener;
        this.account = account;
        this.clock = clock;
    }

    /// Listens on `port` of the loopback address; 0 takes any that is free.
    public static MailSink start(int port, InstantSource clock) {
        return start(port, Optional.empty(), clock);
    }

    /// As above, and takes mails from this user only.
    public static MailSink start(int port, String user, Secret password, InstantSource clock) {
        return start(port, Optional.of(new Account(user, password)), clock);
    }

    private static MailSink start(int port, Optional<Account> account, InstantSource clock) {
        try {
            var sink = new MailSink(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), account, clock);
            Thread.ofVirtual().name("mail-sink").start(sink::listen);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:%d, choose another port".formatted(port), e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The last thousand mails, the oldest first.
    public List<ReceivedMail> mails() {
        synchronized (mails) {
            return List.copyOf(mails);
        }
    }

    /// Refuses the next mail with this code, at the step at which servers give it: 53x at AUTH (at MAIL where nobody
    /// has to sign in), 553 at MAIL, 552 and 554 after the mail's last dot, all others at RCPT. Calls add up.
    public void refuseNext(int code) {
        if (code < 400 || code > 599) {
            throw new IllegalArgumentException("%d is no refusal, use 400 to 599".formatted(code));
        }
        refusals.add(code);
    }

    /// Takes the next mail and never says so: its sender cannot know.
    public void silentNext() {
        silentNext = true;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The refusal to give now, if the next one belongs to this step.
    synchronized OptionalInt refusalAt(MailConversation.Step step) {
        var next = refusals.peek();
        if (next == null || step(next) != step) {
            return OptionalInt.empty();
        }
        refusals.remove();
        return OptionalInt.of(next);
    }

    Optional<Account> account() {
        return account;
    }

    /// Remembers the mail; answers whether to say so.
    boolean take(String from, List<String> to, byte[] bytes) {
        var mail = ReceivedMail.of(from, to, bytes, clock.instant());
        synchronized (mails) {
            mails.addLast(mail);
            if (mails.size() > KEPT) {
                mails.removeFirst();
            }
        }
        var silent = silentNext;
        silentNext = false;
        return !silent;
    }

    private MailConversation.Step step(int code) {
        return switch (code) {
            case 530, 534, 535, 538 -> account.isPresent() ? MailConversation.Step.AUTH : MailConversation.Step.MAIL;
            case 552, 554 -> MailConversation.Step.DATA;
            case 553 -> MailConversation.Step.MAIL;
            default -> MailConversation.Step.RCPT;
        };
    }

    private void listen() {
        try {
            while (true) {
                var socket = listener.accept();
                if (free.tryAcquire()) {
                    open.add(socket);
                    Thread.ofVirtual().name("mail-sink-connection").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            }
        } catch (IOException e) {
            LOG.debug("The mail sink is closed", e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            new MailConversation(socket, this).run();
        } catch (IOException e) {
            LOG.debug("A mail client left", e);
        } finally {
            open.remove(socket);
            free.release();
        }
    }
}
