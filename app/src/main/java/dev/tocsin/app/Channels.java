package dev.tocsin.app;

import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.ConsoleChannel;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.smtp.SmtpChannel;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.delivery.twilio.TwilioChannel;
import dev.tocsin.incidents.delivery.twilio.TwilioSettings;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The ways out of the house, as the settings in force have them. They are made anew only where the settings changed.
final class Channels implements Supplier<Map<Medium, Channel>> {
    private final LiveSettings settings;
    private final InstantSource clock;
    private final PrintStream console;
    private volatile Made made;

    private record Made(
            URI url, Optional<TwilioSettings> twilio, Optional<SmtpSettings> smtp, Map<Medium, Channel> channels) {}

    Channels(LiveSettings settings, InstantSource clock, PrintStream console) {
        this.settings = settings;
        this.clock = clock;
        this.console = console;
        this.made = make(settings.get());
    }

    @Override
    public Map<Medium, Channel> get() {
        var current = settings.get();
        var known = made;
        if (!known.twilio().equals(current.twilio()) || !known.smtp().equals(current.smtp())) {
            known = make(current);
            made = known;
        }
        return known.channels();
    }

    private Made make(Settings current) {
        var sms = current.twilio()
                .<Channel>map(twilio -> {
                    var channel = new TwilioChannel(twilio, current.url());
                    warm(channel::warm);
                    return channel;
                })
                .orElseGet(() -> new ConsoleChannel(Medium.SMS, console));
        var mail = current.smtp()
                .<Channel>map(smtp -> {
                    var channel = new SmtpChannel(smtp, clock);
                    warm(channel::warm);
                    return channel;
                })
                .orElseGet(() -> new ConsoleChannel(Medium.EMAIL, console));
        return new Made(current.url(), current.twilio(), current.smtp(), Map.of(Medium.SMS, sms, Medium.EMAIL, mail));
    }

    /// The first send in a cold JVM would take two seconds, and it is always the one that matters.
    private static void warm(Runnable channel) {
        Thread.ofVirtual().name("warm-channel").start(channel);
    }
}
