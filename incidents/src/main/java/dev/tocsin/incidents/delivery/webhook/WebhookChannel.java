package dev.tocsin.incidents.delivery.webhook;

import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.monitor.guard.Guard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Posts to other programs. A 2xx within 10 s is success, 410 says that nobody is there any more, and all else is
/// tried again: whoever gets a message twice knows it by its `X-Tocsin-Delivery`. Redirects are not followed, and
/// of an answer no more is read than is shown. A target that hangs costs four of its own messages at a time, and no
/// others.
public final class WebhookChannel implements Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;
    private static final int GUESTS_AT_ONCE = 16;
    private static final int LONGEST_ANSWER = 300;
    private static final Pattern SAYS_NO = Pattern.compile("answered 4(?!08|25|29)[0-9]{2}\\b");

    private final Map<String, Target> targets;
    private final InstantSource clock;
    private final Duration patience;
    private final HttpClient http;
    private final Guests guests;
    private final Semaphore guestsAtOnce = new Semaphore(GUESTS_AT_ONCE);

    private record Target(WebhookSettings hook, Semaphore free) {}

    /// Finds the webhooks that are not in the settings, by the recipient's name: strangers wrote them, so they may not
    /// lead where `guard` says no.
    public record Guests(Function<String, Optional<WebhookSettings>> find, Guard guard) {
        public static final Guests NONE = new Guests(_ -> Optional.empty(), Guard.OPEN);
    }

    public WebhookChannel(List<WebhookSettings> hooks, InstantSource clock, Guests guests) {
        this(hooks, clock, guests, PATIENCE);
    }

    WebhookChannel(List<WebhookSettings> hooks, InstantSource clock, Duration patience) {
        this(hooks, clock, Guests.NONE, patience);
    }

    WebhookChannel(List<WebhookSettings> hooks, InstantSource clock, Guests guests, Duration patience) {
        this.clock = clock;
        this.guests = guests;
        this.patience = patience;
        targets = hooks.stream()
                .map(hook -> new Target(hook, new Semaphore(AT_ONCE)))
                .collect(Collectors.toMap(target -> target.hook().name(), Function.identity()));
        http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String provider() {
        return "webhook";
    }

    /// The recipient is the webhook's name.
    @Override
    public Outcome send(Delivery delivery) {
        var name = delivery.message().recipient();
        var target = targets.get(name);
        if (target == null) {
            return guests.find()
                    .apply(name)
                    .map(hook -> sendToGuest(name, hook, delivery))
                    .orElseGet(() -> new Outcome.Refused(
                            "there is no webhook \"%s\" any more, see channels.webhooks".formatted(name)));
        }
        if (!target.free().tryAcquire()) {
            return new Outcome.Postponed("%s has not answered %d others yet".formatted(name, AT_ONCE));
        }
        try {
            return inTime(name, target.hook(), delivery);
        } finally {
            target.free().release();
        }
    }

    private Outcome sendToGuest(String name, WebhookSettings hook, Delivery delivery) {
        if (!guestsAtOnce.tryAcquire()) {
            return new Outcome.Postponed("%d webhooks of subscribers are being told already".formatted(GUESTS_AT_ONCE));
        }
        try {
            var refusal = refusal(hook.address().getHost());
            return refusal.isPresent() ? new Outcome.Refused(refusal.get()) : asGuest(inTime(name, hook, delivery));
        } finally {
            guestsAtOnce.release();
        }
    }

    /// Looked up here and dialled at once: Java keeps an answer for 30 s, so that both see the same one.
    private Optional<String> refusal(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .flatMap(address -> guests.guard().refusal(host, address).stream())
                    .findFirst();
        } catch (UnknownHostException unknown) {
            return Optional.of(host + " is not known");
        }
    }

    /// A stranger's program that says no is not asked again with the same message.
    private static Outcome asGuest(Outcome outcome) {
        return outcome instanceof Outcome.Postponed postponed
                        && SAYS_NO.matcher(postponed.reason()).find()
                ? new Outcome.Refused(postponed.reason())
                : outcome;
    }

    /// Nobody can be asked.
    @Override
    public Optional<Outcome.Accepted> find(Message message, Instant since) {
        return Optional.empty();
    }

    /// The exchange runs on a thread of its own: its end closes the connection, whatever the other side drips.
    private Outcome inTime(String name, WebhookSettings hook, Delivery delivery) {
        var exchange = new FutureTask<>(() -> exchange(hook, delivery));
        var thread = Thread.ofVirtual().name("webhook-" + name).start(exchange);
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Outcome.Postponed("%s did not answer within %d ms".formatted(name, patience.toMillis()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Outcome.Postponed("interrupted while waiting for " + name);
        } catch (ExecutionException e) {
            // The address is a secret, and the message of a fault of ours may hold it.
            var fault = Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
            return new Outcome.Postponed("%s could not be told (%s)".formatted(name, fault));
        }
    }

    private Outcome exchange(WebhookSettings hook, Delivery delivery) throws InterruptedException {
        try {
            var answer = http.send(request(hook, delivery), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var status = answer.statusCode();
                if (status >= 200 && status < 300) {
                    return new Outcome.Accepted(
                            "%s-%d".formatted(hook.name(), delivery.id().value()));
                }
                var said = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip();
                var words = "%s answered %d%s".formatted(hook.name(), status, said.isEmpty() ? "" : ": " + said);
                return status == 410 ? new Outcome.Refused(words) : new Outcome.Postponed(words);
            }
        } catch (IOException e) {
            return new Outcome.Postponed("no answer from %s (%s), check its url in channels.webhooks"
                    .formatted(hook.name(), e.getClass().getSimpleName()));
        }
    }

    private HttpRequest request(WebhookSettings hook, Delivery delivery) {
        var body = WebhookBody.of(Told.by(delivery), hook);
        var request = HttpRequest.newBuilder(WebhookBody.address(hook))
                .timeout(patience)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Tocsin")
                .header("X-Tocsin-Delivery", Long.toString(delivery.id().value()))
                .header("X-Tocsin-Attempt", Integer.toString(delivery.attempt()))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        hook.secret().ifPresent(secret -> {
            switch (hook.preset()) {
                case TOCSIN ->
                    request.header(WebhookSignature.HEADER, WebhookSignature.of(secret, clock.instant(), body));
                case NTFY -> request.header("Authorization", "Bearer " + secret.reveal());
                case SLACK, TEAMS, DISCORD, PAGERDUTY -> {}
            }
        });
        return request.build();
    }
}
