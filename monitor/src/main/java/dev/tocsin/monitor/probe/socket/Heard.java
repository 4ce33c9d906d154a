package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.probe.BoundedText;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a peer said, the patterns that were expected in it, and which of them came. Written by the thread that talks,
/// read at any moment by the one that guards the deadline.
final class Heard {

    /// Kept back for judging, so that a pattern without end is told as such and not as a silent peer.
    private static final Duration FOR_JUDGEMENT = Duration.ofMillis(20);

    private static final int START = 4 * 1024;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<Check> met = new ArrayList<>();
    private Optional<Pattern> awaited = Optional.empty();
    private final StringBuilder start = new StringBuilder();
    private final StringBuilder unread = new StringBuilder();

    /// From here on `pattern` is waited for.
    synchronized void expect(Pattern pattern) {
        awaited = Optional.of(pattern);
    }

    /// More came.
    synchronized void hear(CharSequence text) {
        unread.append(text);
        start.append(text, 0, Math.min(text.length(), START - start.length()));
    }

    /// Forgets what came before: the next pattern is looked for in what comes now.
    synchronized void forget() {
        unread.setLength(0);
    }

    /// How many characters came that no pattern has used up.
    synchronized int unread() {
        return unread.length();
    }

    /// Whether the awaited pattern is in what came. If so, all up to its end is used up.
    /// @throws Breakdown when the pattern itself finds no end
    boolean met(Deadline deadline) throws Breakdown {
        Pattern pattern;
        String text;
        synchronized (this) {
            pattern = awaited.orElseThrow();
            text = unread.toString();
        }
        try {
            var matcher = pattern.matcher(new BoundedText(text, deadline.sooner(FOR_JUDGEMENT)));
            if (!matcher.find()) {
                return false;
            }
            met(pattern, text.substring(matcher.start(), matcher.end()), matcher.end());
            return true;
        } catch (BoundedText.OutOfTime _) {
            throw Breakdown.theirs("pattern " + shown(pattern) + " found no end in what came");
        } catch (StackOverflowError _) {
            throw Breakdown.theirs("pattern " + shown(pattern) + " goes too deep for what came");
        }
    }

    private synchronized void met(Pattern pattern, String match, int end) {
        met.add(new Check("expect", true, Wording.cut(shown(pattern)), inOneLine(match)));
        awaited = Optional.empty();
        unread.delete(0, end);
    }

    synchronized List<Check> checks() {
        var checks = new ArrayList<>(met);
        awaited.ifPresent(pattern -> checks.add(new Check(
                "expect", false, Wording.cut(shown(pattern)), unread.isEmpty() ? "nothing came" : inOneLine(unread))));
        return List.copyOf(checks);
    }

    /// The first 4 KiB, for a person to see what came instead.
    synchronized String start() {
        return Wording.printable(start.toString(), START);
    }

    private static String inOneLine(CharSequence text) {
        return Wording.cut(Wording.quoted(SPACES.matcher(text).replaceAll(" ").strip()));
    }

    static String shown(Pattern pattern) {
        return "/" + Wording.cut(pattern.pattern()) + "/";
    }
}
