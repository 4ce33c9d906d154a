package dev.tocsin.incidents.delivery.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message.Status;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text messages by Twilio's [Messages API](https://www.twilio.com/docs/messaging/api/message-resource). Its errors
/// are judged in [TwilioErrors]; its receipts come to [TwilioResource].
public final class TwilioChannel implements Channel {

    /// A page that reaches its reader after five minutes wakes the wrong person.
    private static final int VALIDITY_SECONDS = 300;

    /// Twilio refuses more.
    private static final int LONGEST_TEXT = 1_600;

    /// Twilio stamps whole seconds by its own clock.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final int PAGE_SIZE = 200;

    /// Carriers that tell at all do so within seconds.
    private static final Duration RECEIPT_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final TwilioSettings settings;
    private final String publicUrl;
    private final TwilioRestClient client;

    /// `publicUrl` is the address by which Twilio reaches us with receipts.
    public TwilioChannel(TwilioSettings settings, URI publicUrl) {
        this("twilio", settings, publicUrl);
    }

    /// The same under another name, where there are two accounts.
    public TwilioChannel(String name, TwilioSettings settings, URI publicUrl) {
        this(name, settings, publicUrl, Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    TwilioChannel(
            String name, TwilioSettings settings, URI publicUrl, Duration connectTimeout, Duration requestTimeout) {
        this.name = name;
        this.settings = settings;
        this.publicUrl = publicUrl.toString().replaceFirst("/+$", "");
        client = clientOver(new TwilioTransport(settings.baseUrl(), connectTimeout, requestTimeout));
    }

    @Override
    public String provider() {
        return name;
    }

    /// Loads what the first send needs, which takes a cold machine two seconds, without touching the network.
    public void warm() {
        var rehearsal = clientOver(new Rehearsal(settings));
        var _ = creator("+10000000000", "warm", "0").create(rehearsal);
        var _ = reader("+10000000000").firstPage(rehearsal);
    }

    @Override
    public Outcome send(Delivery delivery) {
        return refusal(delivery.message()).orElseGet(() -> attempt(delivery));
    }

    /// Asks for the latest messages to the recipient and looks at their times here: Twilio's own filter knows whole
    /// days only, and passes over a message that still waits in its queue.
    @Override
    public Optional<Outcome.Accepted> find(Message message, Instant since) {
        if (message.reference().isBlank() || !TwilioSettings.isNumber(message.recipient())) {
            return Optional.empty();
        }
        var earliest = since.minus(CLOCK_SKEW);
        var reference = Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(message.reference()) + "(?![A-Za-z0-9])");
        try {
            return reader(message.recipient()).firstPage(client).getRecords().stream()
                    .filter(sent -> !created(sent).isBefore(earliest))
                    .filter(sent -> mayArrive(sent.getStatus()))
                    .filter(sent -> reference
                            .matcher(Objects.requireNonNullElse(sent.getBody(), ""))
                            .find())
                    .findFirst()
                    .map(sent -> new Outcome.Accepted(sent.getSid()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Duration> receiptWithin() {
        return Optional.of(RECEIPT_WITHIN);
    }

    @Override
    public boolean works() {
        return TwilioAccount.answers(client);
    }

    private Optional<Outcome> refusal(Message message) {
        var recipient = message.recipient();
        if (!TwilioSettings.isNumber(recipient)) {
            return Optional.of(new Outcome.Refused("not a phone number in E.164: write +, country code and number"));
        }
        if (recipient.equals(settings.from())) {
            return Optional.of(new Outcome.Refused(recipient + " is our own number: a reply would wake ourselves"));
        }
        if (message.text().isBlank()) {
            return Optional.of(new Outcome.Refused("the text is empty"));
        }
        if (message.text().length() > LONGEST_TEXT) {
            return Optional.of(new Outcome.Refused("the text has %d characters, Twilio takes %d"
                    .formatted(message.text().length(), LONGEST_TEXT)));
        }
        return Optional.empty();
    }

    private Outcome attempt(Delivery delivery) {
        var message = delivery.message();
        try {
            var sent = creator(
                            message.recipient(),
                            message.text(),
                            Long.toString(delivery.id().value()))
                    .create(client);
            return accepted(sent.getSid());
        } catch (TwilioTransport.Unanswered e) {
            return e.outcome();
        } catch (ApiException e) {
            return judged(e);
        } catch (RuntimeException e) {
            return notTwilio(e);
        }
    }

    static Outcome accepted(@Nullable String sid) {
        return sid == null ? new Outcome.Unknown("the answer names no message") : new Outcome.Accepted(sid);
    }

    static Outcome notTwilio(RuntimeException fault) {
        return new Outcome.Unknown("the answer was not Twilio's, check channels.twilio.baseUrl (%s)"
                .formatted(fault.getClass().getSimpleName()));
    }

    static Outcome judged(ApiException refusal) {
        var status = refusal.getStatusCode();
        if (status == null) {
            return new Outcome.Unknown("the answer was not Twilio's");
        }
        return TwilioErrors.outcome(
                status,
                Objects.requireNonNullElse(refusal.getCode(), 0),
                Objects.requireNonNullElse(refusal.getMessage(), ""));
    }

    private MessageCreator creator(String to, String text, String delivery) {
        var recipient = new PhoneNumber(to);
        var creator = settings.sendsByService()
                ? new MessageCreator(recipient, settings.from(), text)
                : new MessageCreator(recipient, new PhoneNumber(settings.from()), text);
        return creator.setStatusCallback(URI.create(publicUrl + "/twilio/status/" + delivery))
                .setValidityPeriod(VALIDITY_SECONDS);
    }

    private static MessageReader reader(String to) {
        return new MessageReader().setTo(new PhoneNumber(to)).setPageSize((long) PAGE_SIZE);
    }

    private static Instant created(com.twilio.rest.api.v2010.account.Message sent) {
        return Optional.ofNullable(sent.getDateCreated())
                .or(() -> Optional.ofNullable(sent.getDateSent()))
                .map(ZonedDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    /// A message that Twilio has given up counts as not found: then the next attempt is a good one.
    private static boolean mayArrive(Status status) {
        return status != Status.FAILED && status != Status.UNDELIVERED && status != Status.CANCELED;
    }

    private TwilioRestClient clientOver(HttpClient transport) {
        return new TwilioRestClient.Builder(
                        settings.accountSid(), settings.authToken().reveal())
                .httpClient(transport)
                .build();
    }
}
