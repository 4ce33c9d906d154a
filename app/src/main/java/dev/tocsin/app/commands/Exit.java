package dev.tocsin.app.commands;

/// The exit codes that scripts rely on.
public final class Exit {
    public static final int FINE = 0;

    /// The answer is "no": a probe failed, a configuration has problems, a port is taken.
    public static final int NO = 1;

    /// Nobody can tell: our own network, a database that is away.
    public static final int COULD_NOT_TELL = 2;

    public static final int USAGE = 64;

    private Exit() {}
}
