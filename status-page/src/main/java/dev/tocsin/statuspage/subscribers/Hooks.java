package dev.tocsin.statuspage.subscribers;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.delivery.webhook.Preset;
import dev.tocsin.incidents.delivery.webhook.WebhookSettings;
import java.time.InstantSource;
import java.util.Optional;

/// Where the webhooks of subscribers are: the sender knows them by names that we give them.
public final class Hooks {
    private static final String SUBSCRIBER = "subscriber-";
    private static final String CONFIRMATION = "confirmation-";

    private final Database database;
    private final InstantSource clock;
    private final Tokens tokens;
    private final SubscriberStore store = new SubscriberStore();
    private final HookStore hooks = new HookStore();

    public Hooks(Database database, InstantSource clock, Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.tokens = tokens;
    }

    /// The webhook that a message to `name` is for; empty when there is none any more.
    public Optional<WebhookSettings> find(String name) {
        if (name.startsWith(SUBSCRIBER) && name.substring(SUBSCRIBER.length()).matches("[0-9]{1,18}")) {
            var id = Long.parseLong(name.substring(SUBSCRIBER.length()));
            return database.transact(handle -> store.find(handle, id))
                    .filter(one -> one.endedAt().isEmpty())
                    .map(one -> hook(name, one.way(), one.address(), tokens.hookSecret(id)));
        }
        if (name.startsWith(CONFIRMATION)) {
            var now = clock.instant();
            return database.transact(handle -> hooks.waiting(handle, name.substring(CONFIRMATION.length()), now))
                    .map(one -> hook(name, one.way(), one.address(), tokens.hookSecret(0)));
        }
        return Optional.empty();
    }

    private static WebhookSettings hook(String name, Way way, String address, Secret secret) {
        return switch (way) {
            case WEBHOOK -> new WebhookSettings(name, new Secret(address), Optional.of(secret), Preset.TOCSIN);
            case SLACK -> new WebhookSettings(name, new Secret(address), Optional.empty(), Preset.SLACK);
            case TEAMS -> new WebhookSettings(name, new Secret(address), Optional.empty(), Preset.TEAMS);
            case EMAIL, SMS -> throw new IllegalStateException(name + " is no webhook");
        };
    }
}
