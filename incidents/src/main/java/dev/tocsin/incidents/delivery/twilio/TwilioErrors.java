package dev.tocsin.incidents.delivery.twilio;

import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.Outcome.Blame;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What Twilio's error codes mean for a message. Every code with its story:
/// <https://www.twilio.com/docs/api/errors>.
final class TwilioErrors {

    /// The recipient or the text is at fault, so the next attempt would end the same way.
    private static final Set<Integer> REFUSED = Set.of(
            13224, // no number that can be called
            21215, // the account may not call this country
            21216, // calls to this number are blocked
            21211, // invalid number
            21214, // the number cannot be reached
            21217, // no valid number
            21265, // a short code
            21266, // sender and recipient are one
            21401, // invalid number
            21408, // the account may not send to this country
            21421, // invalid number
            21602, // no text
            21604, // no recipient
            21608, // a trial account and a number it has not verified
            21612, // no route from this sender to this number
            21614, // no mobile number
            21617, // text too long
            21635, // a landline
            30004, // blocked by the recipient or the carrier
            30005, // the number does not exist
            30006, // a landline or a carrier out of reach
            30007); // filtered as unwanted

    /// The person wrote STOP to this sender, and Twilio keeps to it.
    private static final int STOPPED = 21610;

    /// Our own account or settings are at fault: the message is good and must not be lost while a person mends them.
    private static final Map<Integer, String> CURES = Map.ofEntries(
            Map.entry(10001, "the account is not active, look into Twilio's console"),
            Map.entry(20003, "check channels.twilio.authToken and accountSid"),
            Map.entry(20005, "the account is not active, look into Twilio's console"),
            Map.entry(20404, "check channels.twilio.accountSid and baseUrl"),
            Map.entry(21210, "check channels.twilio.from: it cannot call"),
            Map.entry(21212, "check channels.twilio.from"),
            Map.entry(21603, "check channels.twilio.from"),
            Map.entry(21606, "check channels.twilio.from"),
            Map.entry(21609, "check url: Twilio cannot call it back"),
            Map.entry(21659, "check channels.twilio.from"),
            Map.entry(21660, "check channels.twilio.from"),
            Map.entry(21701, "check channels.twilio.from"),
            Map.entry(21703, "the messaging service has no number, look into Twilio's console"),
            Map.entry(30002, "the account is suspended, look into Twilio's console"));

    /// Twilio's own words are kept, but not without bound: they end in a ledger and on a page.
    private static final int LONGEST = 300;

    private TwilioErrors() {}

    /// The outcome of a request that was answered with `status` and the error `code` (0: none given).
    static Outcome outcome(int status, int code, String message) {
        var words = words(code == 0 ? status : code, message);
        if (isStopped(code)) {
            return new Outcome.Refused(words, true);
        }
        if (REFUSED.contains(code)) {
            return new Outcome.Refused(words);
        }
        var cure = CURES.get(code);
        if (cure != null) {
            return new Outcome.Postponed(words + "; " + cure, Blame.ACCOUNT);
        }
        return switch (status) {
            case 401, 403 ->
                new Outcome.Postponed(words + "; check channels.twilio.authToken and accountSid", Blame.ACCOUNT);
            case 404, 405 ->
                new Outcome.Postponed(words + "; check channels.twilio.accountSid and baseUrl", Blame.ACCOUNT);
            case 408 -> new Outcome.Postponed(words, Blame.PROVIDER);
            case 429 -> new Outcome.Postponed(words, Blame.PACE);
            case 409, 425 -> new Outcome.Postponed(words);
            default -> {
                if (status >= 500) {
                    yield new Outcome.Unknown(words);
                }
                // Any other 4xx finds fault with the request itself, which the next attempt would only repeat.
                yield passing(code)
                        .<Outcome>map(blame -> new Outcome.Postponed(words, blame))
                        .orElseGet(() -> new Outcome.Refused(words));
            }
        };
    }

    /// One line that keeps the code and leads to its page.
    static String words(int code, String message) {
        var line = message.replaceAll("\\p{Cntrl}+", " ").strip();
        var text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        var link = code >= 10_000 ? " (https://www.twilio.com/docs/api/errors/%d)".formatted(code) : "";
        return text.isEmpty() ? "Twilio %d%s".formatted(code, link) : "Twilio %d: %s%s".formatted(code, text, link);
    }

    static boolean isStopped(int code) {
        return code == STOPPED;
    }

    /// Load and rate limits, of which another sender may be free, and the carrier's passing troubles.
    private static Optional<Blame> passing(int code) {
        return switch (code) {
            case 14107, 20429, 21611, 30001, 30022 -> Optional.of(Blame.PACE);
            case 30003, 30008 -> Optional.of(Blame.MESSAGE);
            default -> Optional.empty();
        };
    }
}
