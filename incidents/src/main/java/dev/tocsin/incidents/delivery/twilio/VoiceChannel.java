package dev.tocsin.incidents.delivery.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.CallCreator;
import com.twilio.type.PhoneNumber;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Calls by Twilio's [Calls API](https://www.twilio.com/docs/voice/api/call-resource). The words and what to press
/// go with the request, so a call needs us again only when a key is pressed or it ends: see [VoiceResource]. A call
/// is accepted when Twilio is going to make it, and delivered when a key was pressed; a voicemail presses none.
public final class VoiceChannel implements Channel {
    /// Most voicemails take over after 25 to 30 s.
    private static final int RINGS_SECONDS = 25;

    /// Ringing, two times the words, and some time for Twilio's queue.
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);

    private final String name;
    private final TwilioSettings settings;
    private final String publicUrl;
    private final TwilioRestClient client;

    /// `publicUrl` is the address by which Twilio reaches us with keys.
    public VoiceChannel(String name, TwilioSettings settings, URI publicUrl) {
        this(name, settings, publicUrl, Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    VoiceChannel(
            String name, TwilioSettings settings, URI publicUrl, Duration connectTimeout, Duration requestTimeout) {
        this.name = name;
        this.settings = settings;
        this.publicUrl = publicUrl.toString().replaceFirst("/+$", "");
        client = new TwilioRestClient.Builder(
                        settings.accountSid(), settings.authToken().reveal())
                .httpClient(new TwilioTransport(settings.baseUrl(), connectTimeout, requestTimeout))
                .build();
    }

    @Override
    public String provider() {
        return name;
    }

    @Override
    public Outcome send(Delivery delivery) {
        var message = delivery.message();
        if (!TwilioSettings.isNumber(message.recipient())) {
            return new Outcome.Refused("not a phone number in E.164: write +, country code and number");
        }
        if (message.recipient().equals(settings.from())) {
            return new Outcome.Refused(message.recipient() + " is our own number: it would call itself");
        }
        try {
            return TwilioChannel.accepted(creator(delivery).create(client).getSid());
        } catch (TwilioTransport.Unanswered e) {
            return e.outcome();
        } catch (ApiException e) {
            return TwilioChannel.judged(e);
        } catch (RuntimeException e) {
            return TwilioChannel.notTwilio(e);
        }
    }

    /// Twilio keeps no words of a call by which it could be told from another one to the same number. A second call
    /// is the right way to fail.
    @Override
    public Optional<Outcome.Accepted> find(Message message, Instant since) {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> receiptWithin() {
        return Optional.of(ENDS_WITHIN);
    }

    @Override
    public boolean works() {
        return TwilioAccount.answers(client);
    }

    private CallCreator creator(Delivery delivery) {
        var callback = publicUrl + "/twilio/voice/" + delivery.id().value();
        var words = new com.twilio.type.Twiml(Twiml.asking(delivery.message().text(), callback));
        return new CallCreator(new PhoneNumber(delivery.message().recipient()), new PhoneNumber(settings.from()), words)
                .setTimeout(RINGS_SECONDS)
                .setStatusCallback(URI.create(callback));
    }
}
