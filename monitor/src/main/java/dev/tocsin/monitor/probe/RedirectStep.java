package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HttpFacts.Redirect;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Response;

/// What to do about a redirect. Pure.
sealed interface RedirectStep {

    /// The redirect as it is recorded.
    Redirect seen();

    /// Ask there.
    record Onward(Redirect seen, HttpRequest next) implements RedirectStep {}

    /// Go no further; `why` is a sentence.
    record Stop(Redirect seen, String why) implements RedirectStep {}

    /// The codes that send a client elsewhere by themselves (RFC 9110, 15.4).
    Set<Integer> CODES = Set.of(301, 302, 303, 307, 308);

    static boolean isRedirect(Response answer) {
        return CODES.contains(answer.code()) && answer.header("Location") != null;
    }

    /// What to do about `answer`, a redirect.
    /// @param walked the redirects before this one
    /// @param limit how many may be walked in all
    static RedirectStep of(HttpRequest request, Response answer, List<Redirect> walked, int limit) {
        var location = String.valueOf(answer.header("Location"));
        var seen = new Redirect(request.shown(), answer.code(), Wording.cut(location));
        var target = request.url().resolve(location);
        if (target == null) {
            return new Stop(
                    seen, "redirect leads to " + Wording.quoted(location) + ", which is no http or https address");
        }
        if (walked.size() < limit) {
            return new Onward(seen, request.redirected(answer.code(), target));
        }
        return new Stop(seen, tooMany(request, target, walked, limit));
    }

    private static String tooMany(HttpRequest request, HttpUrl target, List<Redirect> walked, int limit) {
        var next = HttpRequest.shown(target);
        var loop = next.equals(request.shown())
                || walked.stream().anyMatch(before -> before.url().equals(next));
        var after = "stopped after " + limit + (limit == 1 ? " redirect" : " redirects");
        return loop
                ? "redirects go in a loop, " + after + " (back to " + Wording.cut(next.toString()) + ")"
                : "too many redirects, " + after + " (the next leads to " + Wording.cut(next.toString()) + ")";
    }
}
