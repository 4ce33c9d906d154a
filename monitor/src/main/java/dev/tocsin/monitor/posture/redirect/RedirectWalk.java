package dev.tocsin.monitor.posture.redirect;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.hsts.PreloadCheck;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What becomes of a visitor who types a name without a scheme: how soon and how surely plain HTTP leads to HTTPS on
/// the same host, and whether HTTPS keeps him there. A loop or a way back is the cause of much else, so then the rest
/// is left unsaid.
public record RedirectWalk(
        Walk http, Walk https, PostureVerdict verdict, List<RedirectIssue> issues, PreloadRedirects preload) {

    private static final int MOST = 3;

    public RedirectWalk {
        issues = List.copyOf(issues);
    }

    /// Judges the two walks that begin at a name.
    ///
    /// @param domain in small letters
    /// @param http the walk from `http://domain/`
    /// @param https the walk from `https://domain/`
    public static RedirectWalk judge(String domain, Walk http, Walk https) {
        var issues = new TreeSet<RedirectIssue>();
        way(http, https, issues);
        firstHop(domain, http, issues);
        var worst = issues.stream().map(RedirectIssue::verdict).reduce(PostureVerdict.PASS, PostureVerdict::or);
        return new RedirectWalk(
                http,
                https,
                worst == PostureVerdict.INFO ? PostureVerdict.PASS : worst,
                List.copyOf(issues),
                PreloadRedirects.of(domain, http, https));
    }

    private static void way(Walk http, Walk https, Set<RedirectIssue> issues) {
        var walks = List.of(http, https);
        if (walks.stream().anyMatch(Walk::downgrades)) {
            issues.add(RedirectIssue.DOWNGRADE);
        }
        if (walks.stream().anyMatch(walk -> walk.end() == Walk.End.LOOP)) {
            issues.add(RedirectIssue.LOOP);
        } else if (walks.stream().anyMatch(walk -> walk.redirects() > MOST)) {
            issues.add(RedirectIssue.MANY);
        }
        if (walks.stream().anyMatch(walk -> walk.end() == Walk.End.NOWHERE)) {
            issues.add(RedirectIssue.NOWHERE);
        }
        if (https.start().answer().isEmpty()) {
            issues.add(RedirectIssue.HTTPS_SILENT);
        }
        if (walks.stream()
                .anyMatch(walk -> walk.end() == Walk.End.UNREACHABLE
                        && walk.hops().size() > 1
                        && !walk.hops().getLast().url().equals(https.start().url()))) {
            issues.add(RedirectIssue.UNREACHABLE);
        }
    }

    private static void firstHop(String domain, Walk http, Set<RedirectIssue> issues) {
        var start = http.start().answer();
        if (start.isEmpty()) {
            issues.add(RedirectIssue.HTTP_CLOSED);
            return;
        }
        if (!start.get().hsts().isEmpty()) {
            issues.add(RedirectIssue.USELESS_HSTS);
        }
        var target = http.firstTarget();
        if (target.isEmpty()) {
            if (!start.get().redirects()) {
                issues.add(start.get().status() / 100 == 2 ? RedirectIssue.PLAIN_CONTENT : RedirectIssue.NO_REDIRECT);
            }
        } else if (!target.get().secure()) {
            issues.add(RedirectIssue.PLAIN_FIRST_HOP);
        } else {
            if (!start.get().permanent()) {
                issues.add(RedirectIssue.TEMPORARY);
            }
            if (!target.get().host().equals(domain)) {
                issues.add(RedirectIssue.OTHER_HOST);
            } else if (!issues.contains(RedirectIssue.DOWNGRADE) && !issues.contains(RedirectIssue.LOOP)) {
                hsts(http, issues);
            }
        }
    }

    private static void hsts(Walk http, Set<RedirectIssue> issues) {
        http.hops().get(1).answer().ifPresent(answer -> {
            if (answer.hsts().isEmpty()) {
                issues.add(RedirectIssue.NO_HSTS);
            } else if (!PreloadCheck.ofAnswer(answer.hsts(), PreloadCheck.Policy.ONE_YEAR)
                    .passes()) {
                issues.add(RedirectIssue.WEAK_HSTS);
            }
        });
    }
}
