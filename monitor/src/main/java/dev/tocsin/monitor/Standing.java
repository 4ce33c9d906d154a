package dev.tocsin.monitor;

import java.time.Instant;

/// Where a monitor stands: the confirmed verdict, and the looks in a row that may change it.
///
/// Two runs are counted apart, so that a target which is now slow, now silent, is confirmed as neither up nor hidden:
/// `answering` counts looks that passed (good) or failed, `prompt` counts looks that passed in time (good) or not.
public record Standing(Verdict verdict, Instant since, Run answering, Run prompt) {

    /// `length` looks in a row, from `since` on, that were all good or all bad.
    public record Run(boolean good, int length, Instant since) {

        private Run after(boolean seenGood, Instant at) {
            return seenGood == good && length > 0 ? new Run(good, length + 1, since) : new Run(seenGood, 1, at);
        }

        private boolean confirms(boolean wanted, int looks) {
            return good == wanted && length >= looks;
        }
    }

    /// The standing of a monitor that nobody has looked at.
    public static Standing unknown(Instant since) {
        return new Standing(Verdict.UNKNOWN, since, new Run(true, 0, since), new Run(true, 0, since));
    }

    /// The standing after `seen`. A new verdict counts from the first look of the run that confirmed it, not from the
    /// confirmation.
    public Standing after(Observation seen, Confirmation rules) {
        var at = seen.since();
        return switch (seen) {
            case Observation.Inconclusive _ -> this;
            case Observation.Failed _ -> judged(answering.after(false, at), prompt.after(false, at), rules);
            case Observation.Passed passed ->
                judged(answering.after(true, at), prompt.after(!passed.slow(), at), rules);
        };
    }

    /// Nobody has looked in time: from `at` on nothing is known, and what was seen before confirms nothing any more.
    public Standing lapsed(Instant at) {
        return unknown(at.isBefore(since) ? since : at);
    }

    /// Whether the last looks point away from the verdict: worth another look soon.
    public boolean unconfirmed() {
        return switch (verdict) {
            case UNKNOWN -> answering.length() > 0;
            case UP -> !prompt.good();
            case DEGRADED -> prompt.good() || !answering.good();
            case PARTIAL -> false;
            case DOWN -> answering.good();
        };
    }

    private Standing judged(Run answering, Run prompt, Confirmation rules) {
        if (answering.confirms(false, rules.down())) {
            return with(Verdict.DOWN, answering, prompt, answering.since());
        }
        if (verdict == Verdict.DOWN && !answering.confirms(true, rules.up())) {
            return new Standing(verdict, since, answering, prompt);
        }
        if (prompt.confirms(true, rules.up())) {
            return with(Verdict.UP, answering, prompt, prompt.since());
        }
        if (verdict == Verdict.DOWN) {
            return with(Verdict.DEGRADED, answering, prompt, answering.since());
        }
        if (answering.good() && prompt.confirms(false, rules.down())) {
            return with(Verdict.DEGRADED, answering, prompt, prompt.since());
        }
        // Now slow, now prompt, and never long enough either way: it answers, and must not stay unknown for ever.
        if (verdict == Verdict.UNKNOWN && answering.confirms(true, rules.down() + rules.up())) {
            return with(Verdict.DEGRADED, answering, prompt, answering.since());
        }
        return new Standing(verdict, since, answering, prompt);
    }

    private Standing with(Verdict confirmed, Run answering, Run prompt, Instant from) {
        var start = from.isBefore(since) ? since : from;
        return new Standing(confirmed, confirmed == verdict ? since : start, answering, prompt);
    }
}
