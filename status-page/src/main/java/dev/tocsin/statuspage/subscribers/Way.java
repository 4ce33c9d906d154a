package dev.tocsin.statuspage.subscribers;

import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import java.util.Locale;

/// By what a subscriber is reached.
public enum Way {
    EMAIL,
    SMS,
    WEBHOOK,
    SLACK,
    TEAMS;

    public static Way of(SubscribeBy by) {
        return switch (by) {
            case EMAIL -> EMAIL;
            case SMS -> SMS;
            case WEBHOOK -> WEBHOOK;
            case SLACK -> SLACK;
            case TEAMS -> TEAMS;
        };
    }

    static Way of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Medium medium() {
        return switch (this) {
            case EMAIL -> Medium.EMAIL;
            case SMS -> Medium.SMS;
            case WEBHOOK, SLACK, TEAMS -> Medium.WEBHOOK;
        };
    }
}
