package dev.tocsin.incidents;

/// Why an incident ends. Only the first says that all is well again: who is told of the others must not read so.
public enum Ending {
    /// It works again, or a person says that it is over.
    OVER(""),
    /// Nobody looks for the time being: it may be broken still.
    MONITOR_PAUSED("monitor paused"),
    /// Nobody looks any more.
    MONITOR_REMOVED("monitor removed");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /// In people's words; empty where there is nothing to add.
    public String words() {
        return words;
    }
}
