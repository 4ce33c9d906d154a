package dev.tocsin.incidents.disclosure.dns;

import dev.tocsin.incidents.disclosure.auth.MailDns;
import java.util.function.Predicate;

/// A resolver that knows of nothing, and is silent as it is told to be. For one thread.
final class FakeResolver implements Resolver {
    /// About which names nothing comes back.
    Predicate<String> silent = _ -> false;

    /// What happens before it is silent about the root.
    Runnable beforeItIsSilent = () -> {};

    int asked;
    int askedWhetherItLives;
    private boolean dead;

    void dies() {
        dead = true;
        silent = _ -> true;
    }

    void rises() {
        dead = false;
        silent = _ -> false;
    }

    @Override
    public Reply ask(String name, MailDns.Type type) {
        asked++;
        return silent.test(name)
                ? new Reply.Silence("nothing came back")
                : new Reply.Heard(new MailDns.Answer.Nothing());
    }

    @Override
    public boolean lives() {
        askedWhetherItLives++;
        if (dead) {
            beforeItIsSilent.run();
        }
        return !dead;
    }
}
