package dev.tocsin.incidents.delivery.smtp;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Mails by SMTP. A mail is accepted when the server says 2xx to the final dot after DATA, nothing less. Each mail
/// has a connection of its own: a kept one that died in the meantime would make an outcome unknown.
public final class SmtpChannel implements Channel {

    /// Postfix says `queued as 4XyZ`, Exim `id=1abc`, others `<…> queued`.
    private static final Pattern QUEUE_ID = Pattern.compile("(?:queued as |id=)([A-Za-z0-9._@-]{1,100})");

    /// Bounds one step each, in milliseconds at most [Integer#MAX_VALUE]; `whole` bounds all steps together.
    record Patience(Duration connect, Duration read, Duration write, Duration whole) {
        static final Patience USUAL = new Patience(
                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    private final SmtpSettings settings;
    private final Optional<ReturnPath> returnPath;
    private final InstantSource clock;
    private final Patience patience;
    private final Session session;
    private final String server;

    /// @param bounceKey seals the addresses to which bounces go, where the settings name one
    public SmtpChannel(SmtpSettings settings, InstantSource clock, Secret bounceKey) {
        this(settings, clock, bounceKey, Patience.USUAL, new Properties());
    }

    /// `more` stands above the properties made here.
    SmtpChannel(SmtpSettings settings, InstantSource clock, Secret bounceKey, Patience patience, Properties more) {
        this.settings = settings;
        this.returnPath = settings.returnPath().map(address -> new ReturnPath(address, bounceKey));
        this.clock = clock;
        this.patience = patience;
        var properties = properties(settings, patience);
        properties.putAll(more);
        session = Session.getInstance(properties);
        server = settings.host() + ":" + settings.port();
    }

    @Override
    public String provider() {
        return "smtp";
    }

    /// Loads what the first mail needs, which takes a cold machine a second and more, without touching the network.
    public void warm() {
        var message =
                new Message(Medium.EMAIL, "warm@localhost", "warm", "warm", Optional.of("<p>warm</p>"), "warm", "warm");
        try {
            Letter.of(message, envelopeFrom(new DeliveryId(0)), settings, session, clock.instant())
                    .writeTo(OutputStream.nullOutputStream());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail to nobody could not be written", e);
        }
    }

    /// The conversation runs on a thread of its own: interrupting a virtual thread closes the socket it waits for,
    /// and so even a server that drips one byte before each time-out is left in time.
    @Override
    public Outcome send(Delivery delivery) {
        return inTime("smtp-" + delivery.id().value(), () -> converse(delivery));
    }

    /// Signs in and leaves again.
    @Override
    public boolean works() {
        return inTime("smtp-greeting", this::greet) instanceof Outcome.Accepted;
    }

    private Outcome inTime(String name, Callable<Outcome> talk) {
        var conversation = new FutureTask<>(talk);
        var thread = Thread.ofVirtual().name(name).start(conversation);
        try {
            return conversation.get(patience.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Outcome.Unknown("%s was not done within %d ms"
                    .formatted(server, patience.whole().toMillis()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted while talking to " + server);
        } catch (ExecutionException e) {
            return new Outcome.Unknown("" + e.getCause());
        }
    }

    /// Mail servers cannot be asked. A repeated mail carries the same Message-ID, so a mailbox shows it once.
    @Override
    public Optional<Outcome.Accepted> find(Message message, Instant since) {
        return Optional.empty();
    }

    /// Where bounces of a delivery go.
    private String envelopeFrom(DeliveryId id) {
        return returnPath.map(path -> path.of(id)).orElse(settings.sender().getAddress());
    }

    private Outcome converse(Delivery delivery) {
        Letter letter;
        try {
            letter = Letter.of(delivery.message(), envelopeFrom(delivery.id()), settings, session, clock.instant());
        } catch (AddressException e) {
            return new Outcome.Refused("not a mail address: " + SmtpErrors.words(e));
        } catch (MessagingException e) {
            return new Outcome.Refused("the mail could not be written: " + SmtpErrors.words(e));
        }
        try (var transport = new SMTPTransport(session, null)) {
            return handOver(letter, transport);
        } catch (MessagingException e) {
            return SmtpErrors.sending(e, server);
        }
    }

    private Outcome greet() {
        try (var transport = new SMTPTransport(session, null)) {
            connect(transport);
            return new Outcome.Accepted(server);
        } catch (MessagingException e) {
            return SmtpErrors.connecting(e, server);
        }
    }

    private void connect(SMTPTransport transport) throws MessagingException {
        transport.connect(
                settings.host(),
                settings.port(),
                settings.user().orElse(null),
                settings.password().map(secret -> secret.reveal()).orElse(null));
    }

    private Outcome handOver(Letter letter, SMTPTransport transport) throws MessagingException {
        try {
            connect(transport);
        } catch (MessagingException e) {
            return SmtpErrors.connecting(e, server);
        }
        transport.sendMessage(letter, letter.getAllRecipients());
        var answer = Optional.ofNullable(transport.getLastServerResponse()).orElse("");
        var queued = QUEUE_ID.matcher(answer);
        return new Outcome.Accepted(queued.find() ? queued.group(1) : letter.messageId());
    }

    private static Properties properties(SmtpSettings settings, Patience patience) {
        var properties = new Properties();
        properties.put(
                "mail.smtp.connectiontimeout", Long.toString(patience.connect().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(patience.read().toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(patience.write().toMillis()));
        properties.put("mail.smtp.localhost", settings.domain());
        properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // The library would answer a refused certificate with a second connection that trusts by other rules.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // The mail is taken; waiting for the server's goodbye could only make a success late.
        properties.put("mail.smtp.quitwait", "false");
        switch (settings.tls()) {
            case IMPLICIT -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case NONE -> properties.put("mail.smtp.starttls.enable", "false");
        }
        return properties;
    }
}
