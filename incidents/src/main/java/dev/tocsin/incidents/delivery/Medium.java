package dev.tocsin.incidents.delivery;

/// The way by which a message reaches a person or a program.
public enum Medium {
    SMS,
    EMAIL,
    /// A call: words are read out, and a key is pressed.
    VOICE,
    /// To another program, named in the settings.
    WEBHOOK;

    /// The word used in settings, JSON and SQL.
    public String word() {
        return switch (this) {
            case SMS -> "sms";
            case EMAIL -> "email";
            case VOICE -> "voice";
            case WEBHOOK -> "webhook";
        };
    }
}
