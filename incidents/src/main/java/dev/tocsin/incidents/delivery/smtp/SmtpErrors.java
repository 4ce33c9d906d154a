package dev.tocsin.incidents.delivery.smtp;

import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.Outcome.Blame;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/// What a mail server's answers mean for a mail. The codes are those of
/// [RFC 5321](https://www.rfc-editor.org/rfc/rfc5321#section-4.2) and
/// [RFC 4954](https://www.rfc-editor.org/rfc/rfc4954#section-6).
final class SmtpErrors {

    private static final Pattern CODE = Pattern.compile("^([45][0-9]{2})[ -]");

    /// The server's own words are kept, but not without bound: they end in a ledger and on a page.
    private static final int LONGEST = 300;

    private SmtpErrors() {}

    /// The outcome when the connection to `server` (host:port) could not be opened. Nothing was sent.
    static Outcome connecting(MessagingException failure, String server) {
        var causes = causes(failure);
        var words = words(failure);
        if (failure instanceof AuthenticationFailedException) {
            return mendable(server, words, "channels.smtp.user and password");
        }
        if (first(causes, SSLException.class).isPresent() || words.contains("STARTTLS")) {
            return mendable(server, words, "channels.smtp.tls and the server's certificate");
        }
        if (code(words) != 0) {
            return mendable(
                    server, words, isAuthentication(code(words)) ? "channels.smtp.user and password" : "channels.smtp");
        }
        if (first(causes, UnknownHostException.class).isPresent()) {
            return mendable(server, "no such host", "channels.smtp.host");
        }
        if (first(causes, MailConnectException.class).isPresent()
                || first(causes, ConnectException.class).isPresent()) {
            return mendable(server, "no connection", "the network, channels.smtp.host and port");
        }
        if (first(causes, SocketTimeoutException.class).isPresent()) {
            return mendable(server, "no greeting in time", "channels.smtp.port and tls");
        }
        return mendable(server, words, "channels.smtp");
    }

    /// The outcome when the connection stood and the mail did not go through.
    static Outcome sending(MessagingException failure, String server) {
        var causes = causes(failure);
        var recipient = first(causes, SMTPAddressFailedException.class);
        if (recipient.isPresent()) {
            return answered(recipient.get().getReturnCode(), words(recipient.get()), server);
        }
        var sender = first(causes, SMTPSenderFailedException.class);
        if (sender.isPresent()) {
            return sender(sender.get().getReturnCode(), words(sender.get()), server);
        }
        var step = first(causes, SMTPSendFailedException.class);
        if (step.isPresent() && step.get().getReturnCode() >= 400) {
            var code = step.get().getReturnCode();
            return step.get().getCommand().startsWith("MAIL")
                    ? sender(code, words(step.get()), server)
                    : answered(code, words(step.get()), server);
        }
        if (code(words(failure)) != 0) {
            return answered(code(words(failure)), words(failure), server);
        }
        return new Outcome.Unknown(
                "the conversation with %s broke off (%s)".formatted(server, words(causes.getLast())));
    }

    /// The sender stands in our settings, so a refusal of it says nothing about the recipient.
    private static Outcome sender(int code, String words, String server) {
        return code >= 500 && !isAuthentication(code)
                ? mendable(server, words, "channels.smtp.from")
                : answered(code, words, server);
    }

    private static Outcome answered(int code, String words, String server) {
        if (isAuthentication(code) || speaksOfRelaying(words)) {
            return mendable(server, words, "channels.smtp.user and password");
        }
        var text = server + ": " + words;
        return code >= 500 ? new Outcome.Refused(text) : new Outcome.Postponed(text);
    }

    private static Outcome mendable(String server, String words, String whatToCheck) {
        var blame = whatToCheck.contains("user") || whatToCheck.endsWith("from") ? Blame.ACCOUNT : Blame.PROVIDER;
        return new Outcome.Postponed("%s: %s; check %s".formatted(server, words, whatToCheck), blame);
    }

    private static boolean isAuthentication(int code) {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    /// A server that does not know us refuses every recipient as a relay; the address itself is good.
    private static boolean speaksOfRelaying(String words) {
        return words.toLowerCase(Locale.ROOT).contains("relay");
    }

    private static int code(String words) {
        var code = CODE.matcher(words);
        return code.find() ? Integer.parseInt(code.group(1)) : 0;
    }

    /// What `failure` says, as one line of bounded length.
    static String words(Throwable failure) {
        var text = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static <E> Optional<E> first(List<Throwable> causes, Class<E> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /// From the outside in. The mail library chains exceptions in a way of its own, and in Java's.
    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var next = Optional.of(failure); next.isPresent() && causes.size() < 20; ) {
            causes.add(next.get());
            next = next.flatMap(SmtpErrors::within);
        }
        return causes;
    }

    private static Optional<Throwable> within(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? Optional.of(mail.getNextException())
                : Optional.ofNullable(failure.getCause());
    }
}
