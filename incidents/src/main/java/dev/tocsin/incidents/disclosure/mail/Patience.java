package dev.tocsin.incidents.disclosure.mail;

import java.util.concurrent.CancellationException;

/// Whether somebody still waits for a mail to be read. Whoever goes through many things that stand in one asks before
/// each of them, for the bound on reading a mail ends nothing by itself.
public final class Patience {
    private Patience() {}

    /// Goes on, unless this thread was told to stop.
    ///
    /// @throws CancellationException then
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for this mail any more");
        }
    }
}
