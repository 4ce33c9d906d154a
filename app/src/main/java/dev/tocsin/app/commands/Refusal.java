package dev.tocsin.app.commands;

/// Ends a command with one line, which names the offending value and the cure, and an exit code.
public final class Refusal extends RuntimeException {
    private final int exit;

    public Refusal(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /// See [Exit].
    public int exit() {
        return exit;
    }
}
