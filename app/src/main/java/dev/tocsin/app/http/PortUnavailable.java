package dev.tocsin.app.http;

/// We cannot listen where the settings say. The message names the port, the reason and the key to change.
public final class PortUnavailable extends RuntimeException {

    PortUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
