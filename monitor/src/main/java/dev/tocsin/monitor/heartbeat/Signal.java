package dev.tocsin.monitor.heartbeat;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a job says by a call: that it starts, that it went well, or that it failed; the latter two may carry the exit
/// code, which is 0 for what went well and 1 to 255 for what failed.
public record Signal(Kind kind, Optional<Integer> exitCode) {
    private static final Pattern CODE = Pattern.compile("[0-9]{1,3}");
    private static final int HIGHEST_CODE = 255;

    public static final Signal START = new Signal(Kind.START, Optional.empty());
    public static final Signal SUCCESS = new Signal(Kind.SUCCESS, Optional.empty());
    public static final Signal FAIL = new Signal(Kind.FAIL, Optional.empty());

    /// The kinds of call.
    public enum Kind {
        START,
        SUCCESS,
        FAIL
    }

    /// Reads what stands behind the token in an address: nothing, `start`, `fail` or an exit code. Empty for all
    /// else.
    public static Optional<Signal> parse(String text) {
        return switch (text) {
            case "" -> Optional.of(SUCCESS);
            case "start" -> Optional.of(START);
            case "fail" -> Optional.of(FAIL);
            default ->
                CODE.matcher(text).matches() && Integer.parseInt(text) <= HIGHEST_CODE
                        ? Optional.of(exit(Integer.parseInt(text)))
                        : Optional.empty();
        };
    }

    static Signal exit(int code) {
        return new Signal(code == 0 ? Kind.SUCCESS : Kind.FAIL, Optional.of(code));
    }

    /// As JSON and SQL have it.
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    boolean ends() {
        return kind != Kind.START;
    }
}
