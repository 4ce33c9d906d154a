package dev.tocsin.app;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.ConsoleChannel;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Way;
import dev.tocsin.incidents.delivery.smtp.SmtpChannel;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.delivery.twilio.TwilioChannel;
import dev.tocsin.incidents.delivery.twilio.TwilioSettings;
import dev.tocsin.incidents.delivery.twilio.VoiceChannel;
import dev.tocsin.incidents.delivery.webhook.WebhookChannel;
import dev.tocsin.incidents.delivery.webhook.WebhookSettings;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.guard.Guard;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The ways out of the house, as the settings in force have them. They are made anew only where the settings changed.
final class Channels implements Supplier<Map<Medium, List<Way>>> {
    private final LiveSettings settings;
    private final InstantSource clock;
    private final PrintStream console;
    private final Secret bounceKey;
    private final WebhookChannel.Guests guests;
    private volatile Made made;

    private record Made(ChannelSettings settings, Map<Medium, List<Way>> ways) {}

    /// @param bounceKey seals the addresses to which bounces of mails go; the same on every node
    /// @param hooks finds the webhooks of subscribers, which may not lead into our own network
    Channels(
            LiveSettings settings,
            InstantSource clock,
            PrintStream console,
            Secret bounceKey,
            Function<String, Optional<WebhookSettings>> hooks) {
        this.guests = new WebhookChannel.Guests(hooks, Guard.by(() -> AddressRule.INTERNET));
        this.bounceKey = bounceKey;
        this.settings = settings;
        this.clock = clock;
        this.console = console;
        this.made = make(settings.get());
    }

    @Override
    public Map<Medium, List<Way>> get() {
        var current = settings.get();
        var known = made;
        if (!known.settings().equals(current.channels())) {
            known = make(current);
            made = known;
        }
        return known.ways();
    }

    private Made make(Settings current) {
        var channels = current.channels();
        var sms = new ArrayList<Way>();
        channels.twilio().ifPresent(account -> sms.add(twilio("twilio", account, current)));
        channels.twilioFallback().ifPresent(account -> sms.add(twilio("twilio-fallback", account, current)));
        var ways = new EnumMap<Medium, List<Way>>(Medium.class);
        ways.put(Medium.SMS, sms.isEmpty() ? printed(Medium.SMS) : List.copyOf(sms));
        ways.put(Medium.EMAIL, channels.smtp().map(smtp -> List.of(smtp(smtp))).orElseGet(() -> printed(Medium.EMAIL)));
        var calls = new ArrayList<Way>();
        channels.twilio().ifPresent(account -> calls.addAll(voice("twilio-voice", account, current)));
        channels.twilioFallback().ifPresent(account -> calls.addAll(voice("twilio-fallback-voice", account, current)));
        ways.put(Medium.VOICE, calls.isEmpty() ? printed(Medium.VOICE) : List.copyOf(calls));
        ways.put(Medium.WEBHOOK, List.of(new Way(new WebhookChannel(channels.webhooks(), clock, guests))));
        return new Made(channels, Map.copyOf(ways));
    }

    private static Way twilio(String name, TwilioSettings account, Settings current) {
        var channel = new TwilioChannel(name, account, current.url());
        warm(channel::warm);
        return new Way(channel, account.ratePerSecond());
    }

    /// A messaging service has no voice.
    private static List<Way> voice(String name, TwilioSettings account, Settings current) {
        return account.sendsByService()
                ? List.of()
                : List.of(new Way(new VoiceChannel(name, account, current.url()), account.ratePerSecond()));
    }

    private Way smtp(SmtpSettings server) {
        var channel = new SmtpChannel(server, clock, bounceKey);
        warm(channel::warm);
        return new Way(channel, server.ratePerSecond());
    }

    private List<Way> printed(Medium medium) {
        return List.of(new Way(new ConsoleChannel(medium, console)));
    }

    /// The first send in a cold JVM would take two seconds, and it is always the one that matters.
    private static void warm(Runnable channel) {
        Thread.ofVirtual().name("warm-channel").start(channel);
    }
}
