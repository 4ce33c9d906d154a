package dev.tocsin.monitor.probe;

import java.util.Optional;
import java.util.regex.Pattern;

/// A pattern searched for in what a stranger sent: it may find no end, so it gives up at a deadline.
sealed interface PatternSearch {

    /// `found` is the text that matched, empty when none did.
    record Ended(Optional<String> found) implements PatternSearch {}

    /// `actual` is what to show for it, `complaint` the end of a sentence that begins with the pattern.
    record GivenUp(String actual, String complaint) implements PatternSearch {}

    static PatternSearch of(Pattern pattern, String text, Deadline deadline) {
        try {
            var matcher = pattern.matcher(new BoundedText(text, deadline));
            return new Ended(
                    matcher.find() ? Optional.of(text.substring(matcher.start(), matcher.end())) : Optional.empty());
        } catch (BoundedText.OutOfTime _) {
            return new GivenUp("no result in time", "found no end in");
        } catch (StackOverflowError _) {
            return new GivenUp("too deep", "goes too deep for");
        }
    }

    static String shown(Pattern pattern) {
        return "/" + Wording.cut(pattern.pattern()) + "/";
    }
}
