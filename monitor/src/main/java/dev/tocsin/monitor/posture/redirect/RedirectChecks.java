package dev.tocsin.monitor.posture.redirect;

import static dev.tocsin.monitor.posture.WebCheck.REDIRECT_CHAIN;
import static dev.tocsin.monitor.posture.WebCheck.REDIRECT_DOWNGRADE;
import static dev.tocsin.monitor.posture.WebCheck.REDIRECT_FIRST_HOP;
import static dev.tocsin.monitor.posture.WebCheck.REDIRECT_HTTPS;
import static dev.tocsin.monitor.posture.WebCheck.REDIRECT_PERMANENT;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The findings of the way from plain HTTP to HTTPS.
public final class RedirectChecks {

    private RedirectChecks() {}

    /// Judges the walks by what the owner declared.
    ///
    /// @param preloaded whether browsers have a host on their list; a way of such hosts is never walked
    public static List<Finding> of(RedirectWalk walk, Profile profile, Predicate<String> preloaded) {
        var exempt = walk.http().hops().stream()
                .allMatch(hop -> preloaded.test(hop.url().host()));
        var findings =
                List.of(https(walk, exempt), firstHop(walk, exempt), chain(walk), downgrade(walk), permanent(walk));
        return profile == Profile.NONE ? findings.stream().map(Finding::asInfo).toList() : findings;
    }

    private static Finding https(RedirectWalk walk, boolean exempt) {
        var issues = walk.issues();
        if (issues.contains(RedirectIssue.HTTP_CLOSED)) {
            return Finding.pass(REDIRECT_HTTPS, "nothing listens on plain HTTP");
        }
        if (exempt) {
            return Finding.pass(REDIRECT_HTTPS, "every host of the way is preloaded");
        }
        if (issues.contains(RedirectIssue.PLAIN_CONTENT)) {
            return Finding.fail(REDIRECT_HTTPS, "plain HTTP serves content")
                    .seeing(way(walk.http()))
                    .modifying(-20);
        }
        if (issues.contains(RedirectIssue.NO_REDIRECT)) {
            return Finding.warn(REDIRECT_HTTPS, "plain HTTP answers without redirecting")
                    .weighing(Severity.MINOR)
                    .seeing(way(walk.http()))
                    .modifying(-20);
        }
        var last = walk.http().hops().getLast();
        if (!last.url().secure() && !issues.contains(RedirectIssue.DOWNGRADE)) {
            return Finding.fail(REDIRECT_HTTPS, "plain HTTP never leads to HTTPS")
                    .seeing(way(walk.http()))
                    .modifying(-20);
        }
        return Finding.pass(REDIRECT_HTTPS, "plain HTTP leads to HTTPS").seeing(way(walk.http()));
    }

    private static Finding firstHop(RedirectWalk walk, boolean exempt) {
        if (exempt && !walk.http().hops().isEmpty()) {
            return Finding.pass(REDIRECT_FIRST_HOP, "every host of the way is preloaded");
        }
        if (walk.issues().contains(RedirectIssue.PLAIN_FIRST_HOP)) {
            return Finding.fail(REDIRECT_FIRST_HOP, "first hop is still plain HTTP")
                    .seeing(way(walk.http()))
                    .modifying(walk.http().hops().getLast().url().secure() ? -10 : 0);
        }
        return walk.issues().contains(RedirectIssue.OTHER_HOST)
                ? Finding.warn(REDIRECT_FIRST_HOP, "first hop goes to another host")
                        .seeing(way(walk.http()))
                        .modifying(-5)
                : Finding.pass(REDIRECT_FIRST_HOP, "no hop on the way that stays on plain HTTP");
    }

    private static Finding chain(RedirectWalk walk) {
        for (var issue :
                List.of(RedirectIssue.LOOP, RedirectIssue.NOWHERE, RedirectIssue.UNREACHABLE, RedirectIssue.MANY)) {
            if (walk.issues().contains(issue)) {
                var longer = walk.http().hops().size() > walk.https().hops().size() ? walk.http() : walk.https();
                return (issue == RedirectIssue.MANY
                                ? Finding.warn(REDIRECT_CHAIN, issue.words())
                                : Finding.fail(REDIRECT_CHAIN, issue.words()))
                        .seeing(way(longer));
            }
        }
        return Finding.pass(REDIRECT_CHAIN, "a short way");
    }

    private static Finding downgrade(RedirectWalk walk) {
        return walk.issues().contains(RedirectIssue.DOWNGRADE)
                ? Finding.fail(REDIRECT_DOWNGRADE, "HTTPS redirects back to plain HTTP")
                        .seeing(way(walk.https().downgrades() ? walk.https() : walk.http()))
                        .modifying(-20)
                : Finding.pass(REDIRECT_DOWNGRADE, "HTTPS stays HTTPS");
    }

    private static Finding permanent(RedirectWalk walk) {
        return walk.issues().contains(RedirectIssue.TEMPORARY)
                ? Finding.info(REDIRECT_PERMANENT, "redirect is temporary")
                : Finding.pass(REDIRECT_PERMANENT, "no temporary redirect to HTTPS");
    }

    private static String way(Walk walk) {
        var hops = walk.hops().stream()
                .map(hop -> hop.answer().map(answer -> answer.status() + " ").orElse("no answer ") + hop.url())
                .collect(Collectors.joining(" -> "));
        return walk.end() == Walk.End.LOOP ? hops + " -> again" : hops;
    }
}
