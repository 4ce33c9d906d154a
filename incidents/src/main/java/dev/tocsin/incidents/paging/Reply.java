package dev.tocsin.incidents.paging;

import java.util.Locale;
import java.util.regex.Pattern;

/// What somebody means by a text message to us.
sealed interface Reply {

    /// What is to be done with the incidents that the rest of the message names.
    enum Verb {
        ACKNOWLEDGE,
        RESOLVE,
        ESCALATE
    }

    /// `4a`: the open incident with this reply code.
    record ByCode(Verb verb, int code) implements Reply {}

    /// `ack 198`: the incident with this number.
    record ByNumber(Verb verb, long number) implements Reply {}

    /// `a`: the latest open one that this number was paged for.
    record Latest(Verb verb) implements Reply {}

    /// `all a`: every open one that this number was paged for.
    record All(Verb verb) implements Reply {}

    /// `stop` and its kin: nothing more to this number. The provider answers by itself.
    record Stop() implements Reply {}

    /// `start` and its kin: undoes that.
    record Start() implements Reply {}

    /// `help`: the provider answers by itself.
    record Help() implements Reply {}

    record Nonsense() implements Reply {}

    /// What people type around an answer: quotes, points, line ends, hard spaces, an emoji.
    Pattern NOISE = Pattern.compile("[^\\p{L}\\p{N}#]+");

    Pattern BY_CODE = Pattern.compile("(\\d{1,6}) ?([arce])");
    Pattern BY_NUMBER = Pattern.compile("(ack|acknowledge|resolve|close|escalate) #?(\\d{1,15})");
    Pattern ALL = Pattern.compile("all ?([arce]|ack|acknowledge|resolve|close|escalate)");
    Pattern LATEST = Pattern.compile("[arce]|ack|acknowledge|resolve|close|escalate");
    Pattern STOP = Pattern.compile("stop|stopall|unsubscribe|cancel|end|quit|revoke|optout");
    Pattern START = Pattern.compile("start|unstop|yes");
    Pattern HELP = Pattern.compile("help|info");

    /// Reads a message as people type it half asleep: any case, anything around it that is no word.
    static Reply parse(String text) {
        var words = NOISE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        var byCode = BY_CODE.matcher(words);
        if (byCode.matches()) {
            return new ByCode(verb(byCode.group(2)), Integer.parseInt(byCode.group(1)));
        }
        var byNumber = BY_NUMBER.matcher(words);
        if (byNumber.matches()) {
            return new ByNumber(verb(byNumber.group(1)), Long.parseLong(byNumber.group(2)));
        }
        var all = ALL.matcher(words);
        if (all.matches()) {
            return new All(verb(all.group(1)));
        }
        if (LATEST.matcher(words).matches()) {
            return new Latest(verb(words));
        }
        if (STOP.matcher(words).matches()) {
            return new Stop();
        }
        if (START.matcher(words).matches()) {
            return new Start();
        }
        return HELP.matcher(words).matches() ? new Help() : new Nonsense();
    }

    private static Verb verb(String word) {
        return switch (word.charAt(0)) {
            case 'a' -> Verb.ACKNOWLEDGE;
            case 'e' -> Verb.ESCALATE;
            default -> Verb.RESOLVE;
        };
    }
}
