package dev.tocsin.app;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.delivery.twilio.TwilioSettings;
import dev.tocsin.incidents.delivery.webhook.WebhookSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// By what messages leave: `channels`.
///
/// @param twilioFallback takes what `twilio` cannot
public record ChannelSettings(
        Optional<TwilioSettings> twilio,
        Optional<TwilioSettings> twilioFallback,
        Optional<SmtpSettings> smtp,
        List<WebhookSettings> webhooks) {

    public ChannelSettings {
        webhooks = List.copyOf(webhooks);
    }

    static ChannelSettings read(Section root) {
        var section = root.section("channels");
        var twilio = section.optionalSection("twilio").map(TwilioSettings::read);
        var fallback = section.optionalSection("twilioFallback").map(TwilioSettings::read);
        if (twilio.isEmpty() && fallback.isPresent()) {
            section.problem("twilioFallback", "a second account without a first", "write it as twilio:");
        }
        return new ChannelSettings(
                twilio, fallback, section.optionalSection("smtp").map(SmtpSettings::read), webhooks(section));
    }

    private static List<WebhookSettings> webhooks(Section section) {
        var byName = new LinkedHashMap<String, WebhookSettings>();
        for (var item : section.sections("webhooks")) {
            var hook = WebhookSettings.read(item);
            if (byName.put(hook.name(), hook) != null) {
                item.problem("name", "\"" + hook.name() + "\" stands twice in webhooks", "give each its own name");
            }
        }
        return List.copyOf(byName.values());
    }

    /// What Twilio signs with, whichever account is meant; empty without Twilio.
    List<Secret> twilioTokens() {
        return Stream.of(twilio, twilioFallback)
                .flatMap(Optional::stream)
                .flatMap(account -> account.tokens().stream())
                .toList();
    }
}
