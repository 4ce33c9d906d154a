package dev.tocsin.monitor.posture.redirect;

import dev.tocsin.monitor.posture.name.WebUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The hops from one URL on, as far as the redirects lead.
///
/// @param hops in their order, the first for where it began
public record Walk(List<Hop> hops, End end) {

    /// No browser follows more (Fetch, 4.4).
    public static final int MOST_HOPS = 20;

    public enum End {
        /// An answer that redirects no further.
        ARRIVED,
        /// The last URL does not answer.
        UNREACHABLE,
        /// A redirect to something that is no URL of the web.
        NOWHERE,
        /// A URL that was passed before.
        LOOP,
        TOO_LONG
    }

    public Walk {
        hops = List.copyOf(hops);
    }

    /// Walks with the answers of `ask`, which blocks as long as it likes.
    public static Walk from(WebUrl start, Function<WebUrl, Optional<Hop.Answer>> ask) {
        var hops = new ArrayList<Hop>();
        var passed = new HashSet<WebUrl>();
        var here = start;
        while (hops.size() <= MOST_HOPS) {
            if (!passed.add(plain(here))) {
                return new Walk(hops, End.LOOP);
            }
            var answer = ask.apply(here);
            hops.add(new Hop(here, answer));
            if (answer.isEmpty()) {
                return new Walk(hops, End.UNREACHABLE);
            }
            if (!answer.get().redirects()) {
                return new Walk(hops, End.ARRIVED);
            }
            var next = here.resolve(answer.get().location().orElse(""));
            if (next.isEmpty()) {
                return new Walk(hops, End.NOWHERE);
            }
            here = next.get();
        }
        return new Walk(hops, End.TOO_LONG);
    }

    private static WebUrl plain(WebUrl url) {
        return new WebUrl(url.scheme(), url.host(), url.host(), url.port(), url.path());
    }

    public Hop start() {
        return hops.getFirst();
    }

    /// How often it was redirected. In a loop the redirect back counts as well.
    public int redirects() {
        return end == End.LOOP ? Integer.MAX_VALUE : hops.size() - 1;
    }

    /// Where the first redirect leads; empty without one.
    public Optional<WebUrl> firstTarget() {
        return targets().stream().findFirst();
    }

    /// Where each redirect leads, also the one that was not followed.
    public List<WebUrl> targets() {
        var targets = new ArrayList<WebUrl>();
        for (var hop : hops) {
            hop.answer()
                    .filter(Hop.Answer::redirects)
                    .flatMap(answer -> hop.url().resolve(answer.location().orElse("")))
                    .ifPresent(targets::add);
        }
        return targets;
    }

    /// Whether a redirect leads from HTTPS to plain HTTP.
    public boolean downgrades() {
        var secure = start().url().secure();
        for (var target : targets()) {
            if (secure && !target.secure()) {
                return true;
            }
            secure |= target.secure();
        }
        return false;
    }
}
