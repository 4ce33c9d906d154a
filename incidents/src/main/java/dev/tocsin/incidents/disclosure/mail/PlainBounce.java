package dev.tocsin.incidents.disclosure.mail;

import dev.tocsin.incidents.disclosure.mail.Report.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Bounces in the words of their server, which follow no standard: qmail, old Exchange, Domino, Gmail. It takes a
/// machine as sender and words of failure to be one; a person who is postmaster and reports a hole is none.
final class PlainBounce {
    private static final Pattern MACHINE = Pattern.compile(
            "(?i)(mailer[-_.]?daemon|postmaster|mail[-_.]?delivery|mdaemon|microsoftexchange[0-9a-f]+)(@.*)?");
    private static final Pattern FAILURE = Pattern.compile(
            "(?i)undeliver|non[- ]?deliver|delivery (status|failure|failed|notification|problem|report)|failure notice"
                    + "|returned mail|return(ed)? to sender|mail delivery|message delivery|could not be delivered"
                    + "|not delivered|delivery has failed|mail system error|unzustellbar|delayed mail");
    private static final Pattern DELAY = Pattern.compile("(?i)delayed|still trying|will (keep )?(re)?try");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+=-]{1,128}@[\\w.-]{1,200}\\w");

    private PlainBounce() {}

    static boolean is(ParsedMail mail) {
        if (mail.header().has("X-Failed-Recipients")) {
            return true;
        }
        var fromMachine = mail.returnPath().filter(String::isEmpty).isPresent()
                || Stream.concat(mail.from().stream().map(Addresses.Mailbox::address), mail.returnPath().stream())
                        .anyMatch(address -> MACHINE.matcher(address).matches());
        return fromMachine && FAILURE.matcher(mail.subject().orElse("")).find();
    }

    static Report read(ParsedMail mail, Optional<String> original) {
        var text = mail.content().text();
        var delayed = DELAY.matcher(mail.subject().orElse("")).find();
        return new Report(
                delayed ? Kind.DELAYED : Kind.FAILED,
                Optional.empty(),
                Reports.status(text),
                mail.header().text("X-Failed-Recipients").or(() -> recipient(text)),
                original);
    }

    /// The first address that the notice names, before the copy begins.
    private static Optional<String> recipient(String text) {
        var matcher = ADDRESS.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
