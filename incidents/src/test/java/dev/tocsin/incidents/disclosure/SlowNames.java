package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.auth.MailDns;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Name servers that know nothing, and of which those of some domains are silent until others were asked.
final class SlowNames implements MailDns {
    private static final int PATIENCE = 20;

    private final String silent;
    private final CountDownLatch awaited;
    private final boolean together;
    private volatile boolean inVain;

    private SlowNames(String silent, int awaited, boolean together) {
        this.silent = silent;
        this.awaited = new CountDownLatch(awaited);
        this.together = together;
    }

    /// Each question about `domain` waits until `many` of them wait at once.
    static SlowNames together(String domain, int many) {
        return new SlowNames(domain, many, true);
    }

    /// A question about `domain` waits until `many` about others were answered.
    static SlowNames behind(String domain, int many) {
        return new SlowNames(domain, many, false);
    }

    /// Whether somebody gave up waiting: what was awaited did not come while he waited.
    boolean inVain() {
        return inVain;
    }

    @Override
    public Answer ask(String name, Type type) {
        var isSilent = name.replaceFirst("\\.$", "").endsWith(silent);
        if (isSilent == together) {
            awaited.countDown();
        }
        return isSilent ? waited() : new Answer.Nothing();
    }

    private Answer waited() {
        try {
            if (!inVain && !awaited.await(PATIENCE, TimeUnit.SECONDS)) {
                inVain = true;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new Answer.Unsure("nobody answers");
    }
}
