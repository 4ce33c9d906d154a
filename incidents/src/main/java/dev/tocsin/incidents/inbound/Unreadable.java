package dev.tocsin.incidents.inbound;

/// What was sent is not in the form of its sender; the message says what is missing.
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    public Unreadable(String message) {
        super(message);
    }
}
