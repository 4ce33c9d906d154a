package dev.tocsin.monitor.probe;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Says what happened on the way through a proxy, before the target was reached. The proxy is ours: what is wrong with
/// it never counts against the target; that it could not reach the target does. Pure.
final class ProxyFaults {

    private static final Pattern REFUSAL = Pattern.compile("Unexpected response code for CONNECT: (\\d+)");
    private static final String UNAUTHORISED = "Failed to authenticate with proxy";
    private static final int SERVER_ERRORS = 500;

    private ProxyFaults() {}

    static Fault of(IOException failure, Dial dial, HttpUrl target) {
        var proxy = "proxy " + Wording.address(dial.address());
        var message = String.valueOf(failure.getMessage());
        var refusal = REFUSAL.matcher(message);
        if (refusal.matches()) {
            var code = Integer.parseInt(refusal.group(1));
            var host = target.host() + ":" + target.port();
            return code >= SERVER_ERRORS
                    ? new Fault.Theirs(proxy + " could not reach " + host + " (it answered CONNECT with " + code + ")")
                    : new Fault.Ours(
                            proxy + " does not let us reach " + host + " (it answered CONNECT with " + code + ")");
        }
        if (message.startsWith(UNAUTHORISED)) {
            return new Fault.Ours(proxy + " wants a user and a password");
        }
        return new Fault.Ours("our " + proxy + " failed: "
                + Faults.of(failure, Progress.Phase.CONNECT, dial, Optional.empty())
                        .text());
    }
}
