package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.triage.AutomaticAnswer;
import dev.tocsin.incidents.disclosure.triage.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Knows our own test mails again, and whether all would have been well with a report that came the same way.
final class CanaryReturns {
    static final String MARK = "tocsin-canary ";

    private static final Pattern TOKEN = Pattern.compile(MARK + "([A-Za-z0-9_-]{20,64})");

    private final IntakeCanaryStore store = new IntakeCanaryStore();

    /// True for a mail that we sent as a test, and that is back for the first time.
    boolean isBack(Handle handle, InboundMailStore.Taken mail, MailReading.Read read, Instant now) {
        var matcher = TOKEN.matcher(read.mail().content().text());
        return matcher.find()
                && store.back(
                        handle,
                        matcher.group(1),
                        problem(read),
                        mail.receivedAt().isAfter(now) ? now : mail.receivedAt());
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
