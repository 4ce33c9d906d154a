package dev.tocsin.incidents.disclosure.dns;

import dev.tocsin.incidents.disclosure.auth.MailDns;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the resolvers of this machine; each question may take ten seconds, as long as they are heard of at all. While
/// they are silent nobody waits for them: a question is then answered at once by not knowing.
public final class LookedUpNames implements MailDns {
    private static final Logger log = LoggerFactory.getLogger(LookedUpNames.class);
    private static final Answer SILENT = new Answer.Unsure("our resolver is silent");

    private final Resolver resolver;
    private final InstantSource clock;
    private Hearing hearing = Hearing.GOOD;
    private long heard;

    LookedUpNames(Resolver resolver, InstantSource clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    public static LookedUpNames ofThisMachine(InstantSource clock) {
        return new LookedUpNames(SystemResolver.ofThisMachine(), clock);
    }

    /// Whether nobody waits for the resolvers, because they are silent.
    public synchronized boolean areSilent() {
        return hearing.isSilent();
    }

    @Override
    public Answer ask(String name, Type type) {
        if (Thread.currentThread().isInterrupted()) {
            return new Answer.Unsure("nobody waits for it any more");
        }
        if (areSilent()) {
            askAgain();
            if (areSilent()) {
                return SILENT;
            }
        }
        return switch (resolver.ask(name, type)) {
            case Resolver.Reply.Heard(var answer) -> {
                hear();
                yield answer;
            }
            case Resolver.Reply.Silence(var reason) -> {
                miss();
                yield new Answer.Unsure(reason);
            }
        };
    }

    /// Asks silent resolvers whether they live, where it is time to; blocks for some seconds at most. Mails do the
    /// same on their way, so this is for times in which none comes.
    public void askAgain() {
        if (areSilent()) {
            askWhereDue();
        }
    }

    private void miss() {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        synchronized (this) {
            hearing = hearing.missed();
        }
        askWhereDue();
    }

    private void askWhereDue() {
        long before;
        synchronized (this) {
            var now = clock.instant();
            if (!hearing.askDue(now)) {
                return;
            }
            hearing = hearing.asking(now);
            before = heard;
        }
        if (resolver.lives()) {
            hear();
        } else if (!Thread.currentThread().isInterrupted()) {
            lose(before);
        }
    }

    private synchronized void hear() {
        heard++;
        if (hearing.isSilent()) {
            log.info("our resolver answers again: mails are judged by names as before");
        }
        hearing = Hearing.GOOD;
    }

    /// @param before how often it was heard before it was asked: somebody else may have heard it meanwhile
    private synchronized void lose(long before) {
        if (heard != before) {
            return;
        }
        if (!hearing.isSilent()) {
            log.warn("our resolver is silent, also about the root: mails are judged without names until it answers");
        }
        hearing = hearing.dead(clock.instant());
    }
}
