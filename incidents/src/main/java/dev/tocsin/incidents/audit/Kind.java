package dev.tocsin.incidents.audit;

import dev.tocsin.incidents.Severity;
import java.util.Locale;

/// What can be wrong with our own work. Each is an incident of its own, one at a time.
///
/// The first five say that a page may not arrive: while one of them is found the audit has failed, and no sign of
/// life leaves. The others are told and no more.
public enum Kind {
    /// An incident's next step, somebody who is to be called again, or the end of a rest.
    ESCALATIONS(
            Severity.CRITICAL,
            true,
            "ESCALATION IS LATE",
            "incident waits for its next step",
            "incidents wait for their next step"),
    /// A message that carries a page.
    PAGES(Severity.CRITICAL, true, "PAGES ARE LATE", "page has not left", "pages have not left"),
    /// An open critical incident, and no page for it was taken by a provider.
    UNREACHED(
            Severity.CRITICAL,
            true,
            "NOBODY IS REACHED",
            "critical incident for which nobody was reached",
            "critical incidents for which nobody was reached"),
    /// A shard whose monitors nobody looks at.
    ROUNDS(
            Severity.CRITICAL,
            true,
            "NOBODY LOOKS",
            "shard whose monitors nobody looks at",
            "shards whose monitors nobody looks at"),
    /// A carrier's word that nobody misses.
    RECEIPTS(
            Severity.MAJOR,
            true,
            "RECEIPTS ARE NOT MISSED",
            "receipt is overdue and nobody has missed it",
            "receipts are overdue and nobody has missed them"),
    /// Any other message.
    NOTICES(Severity.MINOR, false, "NOTICES ARE LATE", "notice has not left", "notices have not left"),
    /// Somebody comes on call and was not told.
    HANDOFFS(
            Severity.MINOR,
            false,
            "HAND-OFF MAILS ARE LATE",
            "schedule waits for its hand-off mail",
            "schedules wait for their hand-off mails"),
    /// First pages take longer than promised.
    OBJECTIVE(Severity.MINOR, false, "PAGES ARE SLOW", "slow page", "slow pages");

    private final Severity severity;
    private final boolean grave;
    private final String title;
    private final String one;
    private final String several;

    Kind(Severity severity, boolean grave, String title, String one, String several) {
        this.severity = severity;
        this.grave = grave;
        this.title = title;
        this.one = one;
        this.several = several;
    }

    /// The word in keys, rows and metrics.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Severity severity() {
        return severity;
    }

    /// Whether pages may not arrive while this is so.
    boolean grave() {
        return grave;
    }

    String title() {
        return title;
    }

    /// So many of it, as the middle of a sentence.
    String counted(int number) {
        return number + " " + (number == 1 ? one : several);
    }

    String key() {
        return "audit:" + word();
    }
}
