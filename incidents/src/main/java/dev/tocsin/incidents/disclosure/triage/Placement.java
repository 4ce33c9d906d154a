package dev.tocsin.incidents.disclosure.triage;

import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.Report;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a mail belongs. A mail is never dropped: what opens no case is kept and listed with its reason.
public sealed interface Placement {
    String reason();

    record NewCase(String reason) implements Placement {}

    /// Belongs to this case.
    record KnownCase(CaseKey to, String reason) implements Placement {}

    /// Kept in the bin for review, where people look through it: no case, no page, no answer.
    record Hold(String reason) implements Placement {}

    /// About a mail of ours, or one that we have.
    record None(String reason) implements Placement {}

    /// What is known of a mail besides itself.
    ///
    /// @param knownTo the case that its token names, if that token is good
    /// @param repeated we have these very bytes, or this Message-ID with this body
    /// @param ourMessageId its Message-ID is one of ours: it went in a circle
    record Known(Optional<CaseKey> knownTo, Optional<CaseKey> referred, boolean repeated, boolean ourMessageId) {
        public static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), false, false);
    }

    /// The number of a case.
    record CaseKey(long id) {}

    Pattern MACHINE = Pattern.compile("(mailer-daemon|mailer_daemon)@.*");

    static Placement decide(ParsedMail mail, Own own, Optional<Report> report, Authenticity authenticity, Known known) {
        if (known.ourMessageId()) {
            return new None("a mail of our own came back");
        }
        if (known.repeated()) {
            return new None("we have this mail");
        }
        if (report.isPresent()) {
            return new None("%s of a mail we sent (%s)"
                    .formatted(told(report.get()), report.get().kind().word()));
        }
        var from = mail.from().stream()
                .findFirst()
                .map(one -> one.address().toLowerCase(Locale.ROOT))
                .orElse("");
        if (isOurDomain(from, own) && authenticity.state() == Authenticity.State.FAILED) {
            return new Hold("somebody writes in our name");
        }
        if (own.isOurs(from)) {
            return new Hold("the sender is our own address");
        }
        var automatic = automatic(mail, from);
        if (automatic.isPresent()) {
            return new Hold(automatic.get());
        }
        return known.knownTo()
                .<Placement>map(to -> new KnownCase(to, "it came to the address of this case"))
                .or(() -> known.referred()
                        .map(to -> new KnownCase(to, "it refers to a mail of this case, from the same sender")))
                .orElseGet(() -> new NewCase("nothing that we have belongs to it"));
    }

    private static Optional<String> automatic(ParsedMail mail, String from) {
        return AutomaticMail.autoSubmitted(mail)
                .map(word -> "a machine wrote it (Auto-Submitted: " + word + ")")
                .or(() -> AutomaticMail.vacation(mail))
                .or(() -> AutomaticMail.isDmarcReport(mail) ? Optional.of("a DMARC report") : Optional.empty())
                .or(() -> MACHINE.matcher(from).matches()
                        ? Optional.of("a mail server wrote it, and it is no bounce")
                        : Optional.empty());
    }

    private static boolean isOurDomain(String from, Own own) {
        return own.domain().filter(domain -> from.endsWith("@" + domain)).isPresent();
    }

    private static String told(Report report) {
        return switch (report.kind()) {
            case FAILED, DELAYED -> "a bounce";
            case DELIVERED -> "a confirmation";
            case READ -> "a receipt";
            case COMPLAINT -> "a complaint";
        };
    }
}
