package dev.tocsin.incidents.delivery.webhook;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// One of `channels.webhooks`. Its address is a secret, because with most services whoever knows it may post there.
/// It may lead anywhere, also into our own network: nobody but the operator can write one.
///
/// @param secret signs ours, is ntfy's token and PagerDuty's routing key; the others have none
public record WebhookSettings(String name, Secret url, Optional<Secret> secret, Preset preset) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

    public WebhookSettings {
        named(name);
        if (!isUrl(url.reveal())) {
            throw new IllegalArgumentException("the url of webhook %s is none, write https://…".formatted(name));
        }
    }

    /// Reads one item of the list; what is wrong becomes a problem of the section.
    public static WebhookSettings read(Section section) {
        var name = section.parsed("name", WebhookSettings::named, "webhook");
        var preset = section.oneOf("preset", Preset.class);
        var secret = section.optionalSecret("secret");
        var written = section.optionalSecret("url")
                .or(() -> preset == Preset.PAGERDUTY ? Optional.of(new Secret(PAGERDUTY)) : Optional.empty());
        if (written.isEmpty()) {
            section.problem("url", "webhook \"" + name + "\" leads nowhere", "add url: https://…");
        }
        if (secret.isEmpty() && (preset == Preset.TOCSIN || preset == Preset.PAGERDUTY)) {
            section.problem(
                    "secret",
                    "webhook \"" + name + "\" has no secret",
                    preset == Preset.PAGERDUTY
                            ? "write the integration's routing key as secret:"
                            : "add secret: the receiver tells us from others by what it signs");
        }
        var url = written.filter(address -> isUrl(address.reveal()));
        if (written.isPresent() && url.isEmpty()) {
            section.problem("url", "no address of a server", "write it whole, like https://hooks.example.com/tocsin");
        }
        return new WebhookSettings(name, url.orElseGet(() -> new Secret("http://localhost/")), secret, preset);
    }

    URI address() {
        return URI.create(url.reveal());
    }

    private static String named(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no name, write up to 32 small letters, digits and dashes".formatted(text));
        }
        return text;
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
