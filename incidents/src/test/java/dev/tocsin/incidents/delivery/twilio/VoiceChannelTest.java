package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.ChannelContract;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoiceChannelTest extends ChannelContract {
    private static final Secret TOKEN = new Secret("token-of-this-test");

    private final TwilioImitation twilio = TwilioImitation.start(0, "ACtest", TOKEN, () -> AT);
    private final VoiceChannel channel = new VoiceChannel(
            "twilio-voice",
            new TwilioSettings("ACtest", TOKEN, "+15005550006", twilio.baseUrl()),
            URI.create("https://status.example.com/"),
            Duration.ofMillis(400),
            Duration.ofMillis(500));

    @AfterEach
    void close() {
        twilio.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected Medium medium() {
        return Medium.VOICE;
    }

    @Override
    protected String recipient() {
        return "+4915550100";
    }

    @Override
    protected int taken() {
        return twilio.calls().size();
    }

    @Override
    protected void refuseNext() {
        twilio.answerNext(400, 13224);
    }

    @Override
    protected void postponeNext() {
        twilio.answerNext(429, 20429);
    }

    @Test
    void a_call_reads_the_text_and_says_what_to_press_and_where_the_key_goes() {
        channel.send(delivery(42, "SHOP <DOWN> & more"));

        var call = twilio.calls().getFirst();
        assertThat(call.to()).isEqualTo("+4915550100");
        assertThat(call.from()).isEqualTo("+15005550006");
        assertThat(call.statusCallback()).contains(URI.create("https://status.example.com/twilio/voice/42"));
        assertThat(call.twiml())
                .contains("SHOP &lt;DOWN&gt; &amp; more", "Press 4 to acknowledge, 5 to escalate, 6 to resolve")
                .contains("action=\"https://status.example.com/twilio/voice/42\"")
                .doesNotContain("<DOWN>");
    }

    @Test
    void we_never_call_ourselves() {
        assertThat(channel.send(delivery(1, "+15005550006", "", "SHOP DOWN"))).isInstanceOf(Outcome.Refused.class);
        assertThat(taken()).isZero();
    }

    @Test
    void a_call_says_within_minutes_whether_somebody_listened() {
        assertThat(channel.receiptWithin()).contains(Duration.ofMinutes(3));
        assertThat(channel.works()).isTrue();
        twilio.down(true);
        assertThat(channel.works()).isFalse();
    }
}
