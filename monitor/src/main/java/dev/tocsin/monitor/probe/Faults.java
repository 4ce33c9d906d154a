package dev.tocsin.monitor.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what the socket said into what happened, and whose fault it was. Pure.
public final class Faults {

    /// Java's own words for an alert, and BoringSSL's.
    private static final Pattern ALERT =
            Pattern.compile("[Rr]eceived fatal alert: (\\w+)|(?:SSLV3|TLSV1)_ALERT_(\\w+)");

    private static final Pattern NO_TLS =
            Pattern.compile("SSL message|record version|TLS packet|WRONG_VERSION_NUMBER|HTTP_REQUEST|INVALID_.*RECORD");
    private static final Pattern STATUS_LINE = Pattern.compile("(?s)Unexpected status line: (.*)");
    /// OkHttp reads no more than this, and then speaks of an early end.
    private static final int MOST_HEADERS = 256 * 1024;

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*:?\\s*");

    private Faults() {}

    /// What `failure` in `phase` means, for one whose certificates drew `complaint`.
    public static Fault of(IOException failure, Progress.Phase phase, Dial dial, Optional<String> complaint) {
        var address = Wording.address(dial.address());
        return switch (phase) {
            case RESOLVE, CONNECT -> whileConnecting(failure, address);
            case TLS -> new Fault.Theirs(complaint.orElseGet(() -> inHandshake(failure, address)));
            case REQUEST, FIRST_BYTE -> new Fault.Theirs(beforeTheAnswer(failure, address, dial.received()));
            case TRANSFER, JUDGEMENT -> new Fault.Theirs(inTheBody(failure, address));
        };
    }

    /// The kinds of exception are told apart, not their words: those come in the machine's language. Java throws
    /// a [ConnectException] for a refusal and a [NoRouteToHostException] for "host unreachable" (said by a router,
    /// or by silence in the target's own network: theirs). A bare [SocketException] is what never left this
    /// machine: no route at all, no file descriptors, no local port.
    private static Fault whileConnecting(IOException failure, String address) {
        if (failure instanceof SocketTimeoutException || says(failure, "timed out")) {
            return new Fault.Theirs("no answer from " + address + " to the attempt to connect");
        }
        if (failure instanceof ConnectException || says(failure, "reset")) {
            return new Fault.Theirs("connect refused by " + address);
        }
        if (failure instanceof NoRouteToHostException) {
            return new Fault.Theirs("host of " + address + " is unreachable");
        }
        return failure instanceof SocketException
                ? new Fault.Ours("this machine cannot connect to " + address + words(failure))
                : new Fault.Theirs("connection to " + address + " failed" + words(failure));
    }

    private static String inHandshake(IOException failure, String address) {
        var refusal = refusal(failure, address);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (cause(failure, EOFException.class)) {
            return address + " closed the connection in the TLS handshake";
        }
        if (cause(failure, SocketException.class)) {
            return address + " reset the connection in the TLS handshake";
        }
        if (failure instanceof SSLException && NO_TLS.matcher(message(failure)).find()) {
            return address + " does not speak TLS";
        }
        return "no TLS handshake with " + address + words(failure);
    }

    private static Optional<String> refusal(IOException failure, String address) {
        var alert = ALERT.matcher(message(failure));
        if (!alert.find()) {
            return Optional.empty();
        }
        var name = alert.group(1) == null ? alert.group(2) : alert.group(1);
        return Optional.of(address + " refused the TLS handshake (" + name.toLowerCase(Locale.ROOT) + ")");
    }

    private static String beforeTheAnswer(IOException failure, String address, int received) {
        // In TLS 1.3 a server judges our certificate only after the handshake is done for us (RFC 8446, 4.4.2.4).
        var refusal = refusal(failure, address);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var status = STATUS_LINE.matcher(message(failure));
        if (status.find()) {
            return "answer is not HTTP: " + Wording.quoted(Wording.printable(status.group(1), 60));
        }
        if (cause(failure, Dial.TooMuch.class)) {
            return "answer sends without end before its body";
        }
        if (failure instanceof ProtocolException) {
            return "answer is not valid HTTP" + words(failure);
        }
        if (cause(failure, EOFException.class) && received >= MOST_HEADERS) {
            return "headers of the answer do not fit 256 KiB";
        }
        if (cause(failure, EOFException.class)) {
            return "connection closed by " + address + " before the answer was complete";
        }
        return broken(failure, address, " before the answer was complete");
    }

    /// What `failure` means once the connection stands and both sides talk; `awaited` is what we were waiting for.
    public static Fault inDialogue(IOException failure, InetSocketAddress dialled, String awaited) {
        var address = Wording.address(dialled);
        var when = " while we waited for " + awaited;
        if (cause(failure, Dial.TooMuch.class)) {
            return new Fault.Theirs(address + " sends without end" + when);
        }
        if (cause(failure, EOFException.class)) {
            return new Fault.Theirs("connection closed by " + address + when);
        }
        // In TLS 1.3 a server refuses only after the client thinks that the handshake is done.
        return new Fault.Theirs(
                ALERT.matcher(message(failure)).find()
                        ? inHandshake(failure, address)
                        : broken(failure, address, when));
    }

    private static String inTheBody(IOException failure, String address) {
        if (cause(failure, Dial.TooMuch.class)) {
            return "answer sends without end around its body";
        }
        if (says(failure, "unexpected end of stream") || cause(failure, EOFException.class)) {
            return "connection closed by " + address + " in the middle of the body";
        }
        return broken(failure, address, " in the middle of the body");
    }

    private static String broken(IOException failure, String address, String when) {
        return cause(failure, SocketException.class)
                ? "connection reset by " + address + when
                : "answer of " + address + " broke off" + when + words(failure);
    }

    private static boolean cause(@Nullable Throwable failure, Class<?> kind) {
        return failure != null && (kind.isInstance(failure) || cause(failure.getCause(), kind));
    }

    private static boolean says(@Nullable Throwable failure, String words) {
        return failure != null && (message(failure).contains(words) || says(failure.getCause(), words));
    }

    private static String message(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? "" : message;
    }

    /// The library's own words in brackets, without the names of classes.
    private static String words(IOException failure) {
        var deepest = failure.getCause() instanceof IOException cause ? cause : failure;
        var words = CLASS_NAME.matcher(message(deepest)).replaceAll("").strip();
        return words.isEmpty() ? "" : " (" + Wording.printable(words, 100) + ")";
    }
}
