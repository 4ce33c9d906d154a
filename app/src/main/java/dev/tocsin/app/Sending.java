package dev.tocsin.app;

import dev.tocsin.app.http.Health;
import dev.tocsin.app.metrics.Metrics;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.Installation;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.contact.Bounces;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.delivery.DeliveryListener;
import dev.tocsin.incidents.delivery.InboundTexts;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.PressedKeys;
import dev.tocsin.incidents.delivery.Routes;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.delivery.twilio.AnsweredTexts;
import dev.tocsin.incidents.delivery.twilio.TwilioResource;
import dev.tocsin.incidents.delivery.twilio.TwilioSignature;
import dev.tocsin.incidents.delivery.twilio.VoiceResource;
import dev.tocsin.incidents.delivery.webhook.WebhookSettings;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The part of the wiring that is about messages leaving the house.
record Sending(Deliveries deliveries, Routes routes, Secret bounceKey) {
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration FINISH = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int KEY_BITS = 256;
    private static final String RECEIPTS = "receipts";

    /// @param hooks finds the webhooks of subscribers
    static Sending wire(
            Database database,
            InstantSource clock,
            LiveSettings live,
            PrintStream console,
            Function<String, Optional<WebhookSettings>> hooks,
            List<DeliveryListener> listeners) {
        var key = database.transact(handle -> Installation.fact(
                handle,
                "bounce-key",
                clock.instant(),
                () -> new BigInteger(KEY_BITS, new SecureRandom()).toString(16)));
        var bounceKey = new Secret(key);
        var routes = new Routes(clock, new Channels(live, clock, console, bounceKey, hooks));
        return new Sending(new Deliveries(database, clock, routes, listeners), routes, bounceKey);
    }

    /// Lets what is being sent at the end of the process be finished, or after 10 s be left to the next one.
    AutoCloseable rest() {
        return () -> deliveries.awaitSent(FINISH);
    }

    void watch(Metrics metrics) {
        metrics.watchOutbox(deliveries::oldestWait);
        metrics.watchProviders(routes::state);
    }

    /// @param asking runs what may wait for a network: nothing else may be kept waiting by it
    void begin(Wakes wakes, Ticking asking) {
        for (var medium : Medium.values()) {
            wakes.on(Outbox.wake(medium), () -> deliveries.sendDue(medium), Deliveries.due(medium));
        }
        wakes.on(RECEIPTS, deliveries::missReceiptsDue, Deliveries.RECEIPTS_DUE);
        asking.every(EVERY_SECOND, "providers that fail", deliveries::askProvidersDue);
    }

    /// Where mails come back to that did not arrive.
    Bounces bounces(LiveSettings live) {
        return new Bounces(() -> live.get().channels().smtp().flatMap(SmtpSettings::returnPath), bounceKey, deliveries);
    }

    /// Where Twilio calls us, for whichever account.
    ///
    /// @param url how it reaches us: it signs that
    List<Object> callbacks(URI url, LiveSettings live, InboundTexts replies, PressedKeys keys, AnsweredTexts answered) {
        var signature = new TwilioSignature(url, () -> live.get().channels().twilioTokens());
        return List.of(
                new TwilioResource(signature, replies, deliveries, answered),
                new VoiceResource(signature, keys, deliveries));
    }

    /// What `/healthcheck` says.
    Health health() {
        var oldest = deliveries.oldestWait();
        var troubles = routes.troubles();
        var words = troubles.values().stream()
                .flatMap(List::stream)
                .map(trouble -> "%s has been failing since %s (%s)"
                        .formatted(trouble.provider(), trouble.since(), trouble.reason()))
                .collect(Collectors.joining("; "));
        if (oldest.compareTo(LONGEST_WAIT) >= 0) {
            return new Health.Broken("the oldest message waits for %d s, look at the log for its provider's answer%s"
                    .formatted(oldest.toSeconds(), words.isEmpty() ? "" : "; " + words));
        }
        if (troubles.isEmpty()) {
            return new Health.Well("nothing waits past its time");
        }
        return troubles.keySet().stream().allMatch(routes::open)
                ? new Health.Doubtful(words + "; messages go by another provider")
                : new Health.Broken(words + "; no message leaves by it");
    }
}
