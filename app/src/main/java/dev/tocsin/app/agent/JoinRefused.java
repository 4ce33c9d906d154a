package dev.tocsin.app.agent;

/// The server will not have this agent. The message says what to mend.
public final class JoinRefused extends RuntimeException {

    JoinRefused(String message) {
        super(message);
    }
}
