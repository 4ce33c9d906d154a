package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.triage.AutomaticAnswer;
import dev.tocsin.incidents.disclosure.triage.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Knows our own test mails again, and whether all would have been well with a report that came the same way.
final class CanaryReturns {
    static final String MARK = "tocsin-canary ";
    /// What the subject of an acknowledgement begins with.
    static final String ANSWER = "Re: A test of the security address";

    private static final Pattern TOKEN = Pattern.compile(MARK + "([A-Za-z0-9_-]{20,64})");

    /// Its mailbox is looked at every minute.
    private static final Duration LOOKED_AT = Duration.ofMinutes(2);

    private final IntakeCanaryStore store = new IntakeCanaryStore();
    private final CaseFile file;

    CanaryReturns(CaseFile file) {
        this.file = file;
    }

    /// True for a mail that we sent as a test, and that is back for the first time. It is answered where somebody looks
    /// for the answer.
    boolean isBack(
            Handle handle, InboundMailStore.Taken mail, MailReading.Read read, SecuritySettings rules, Instant now) {
        var matcher = TOKEN.matcher(read.mail().content().text());
        if (!matcher.find()) {
            return false;
        }
        var token = matcher.group(1);
        var problem = problem(read);
        var back = store.back(handle, token, problem, mail.receivedAt().isAfter(now) ? now : mail.receivedAt());
        if (back.orElse(false)
                && problem.isEmpty()
                && read.verdict().answer() instanceof AutomaticAnswer.Allowed(var to, var _)) {
            var within = rules.canary().map(OutsideCanary::within).orElse(Duration.ZERO);
            store.awaitAnswer(handle, token, now.plus(within).plus(LOOKED_AT));
            file.answerCanary(handle, rules, to, ANSWER, token, read.mail().messageId(), now);
        }
        return back.isPresent();
    }

    /// What would have become of a report; empty when it would have been a case, and acknowledged.
    private static String problem(MailReading.Read read) {
        var problems = new ArrayList<String>();
        if (!(read.verdict().placement() instanceof Placement.NewCase)) {
            problems.add("it would be no case: " + read.verdict().placement().reason());
        }
        if (read.verdict().answer() instanceof AutomaticAnswer.Withheld(var reason)) {
            problems.add("it would not be acknowledged: " + reason);
        }
        return String.join("; ", problems);
    }
}
