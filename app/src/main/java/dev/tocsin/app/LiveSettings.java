package dev.tocsin.app;

import java.util.function.Supplier;

/// The settings in force. Whoever needs one asks each time, so that a reload takes effect everywhere at once.
final class LiveSettings implements Supplier<Settings> {
    private volatile Settings inForce;

    LiveSettings(Settings first) {
        inForce = first;
    }

    @Override
    public Settings get() {
        return inForce;
    }

    void replace(Settings next) {
        inForce = next;
    }
}
