package dev.tocsin.monitor.posture.content;

import static dev.tocsin.monitor.posture.WebCheck.MIXED_ACTIVE;
import static dev.tocsin.monitor.posture.WebCheck.MIXED_PASSIVE;
import static dev.tocsin.monitor.posture.WebCheck.SRI;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.util.List;
import java.util.Optional;

/// What a page loads that others could change on the way, or at its source.
public final class PageChecks {

    /// How the Observatory counts foreign scripts; the worst counts.
    private record Loss(String words, int points, String source) {}

    private PageChecks() {}

    /// Judges a page.
    ///
    /// @param page empty for an answer that is no HTML
    /// @param upgrades whether its policy turns http into https
    public static List<Finding> of(Optional<Page> page, WebUrl url, boolean upgrades) {
        if (page.isEmpty()) {
            return List.of(
                    Finding.pass(MIXED_ACTIVE, "no HTML"),
                    Finding.pass(MIXED_PASSIVE, "no HTML"),
                    Finding.pass(SRI, "no HTML"));
        }
        return List.of(active(page.get(), upgrades), passive(page.get(), upgrades), scripts(page.get(), url));
    }

    private static Finding active(Page page, boolean upgrades) {
        var evidence = String.join(", ", page.active());
        return page.active().isEmpty()
                ? Finding.pass(MIXED_ACTIVE, "nothing that acts comes over plain HTTP")
                : upgrades
                        ? Finding.info(MIXED_ACTIVE, "browsers turn http into https")
                                .seeing(evidence)
                        : Finding.fail(MIXED_ACTIVE, "scripts, styles, frames or forms over plain HTTP")
                                .seeing(evidence);
    }

    private static Finding passive(Page page, boolean upgrades) {
        var evidence = String.join(", ", page.passive());
        return page.passive().isEmpty()
                ? Finding.pass(MIXED_PASSIVE, "no images or media over plain HTTP")
                : upgrades
                        ? Finding.info(MIXED_PASSIVE, "browsers turn http into https")
                                .seeing(evidence)
                        : Finding.warn(MIXED_PASSIVE, "images or media over plain HTTP")
                                .seeing(evidence);
    }

    private static Finding scripts(Page page, WebUrl url) {
        if (!page.anyScript()) {
            return Finding.pass(SRI, "no scripts");
        }
        var foreign =
                page.scripts().stream().filter(script -> foreign(script, url)).toList();
        var worst = foreign.stream()
                .flatMap(script -> loss(script).stream())
                .reduce((one, other) -> other.points() < one.points() ? other : one);
        if (worst.isPresent()) {
            var found = worst.get();
            return (found.points() < -5 ? Finding.fail(SRI, found.words()) : Finding.warn(SRI, found.words()))
                    .seeing(found.source())
                    .modifying(found.points());
        }
        var digests = page.scripts().stream().anyMatch(Page.Script::integrity);
        return foreign.isEmpty()
                ? Finding.pass(SRI, "all scripts are the site's own").modifying(digests ? 5 : 0)
                : Finding.pass(SRI, "foreign scripts carry digests").modifying(5);
    }

    private static boolean foreign(Page.Script script, WebUrl url) {
        // By what the Observatory calls foreign, so also all that leaves the scheme open.
        if (script.source().strip().startsWith("//")) {
            return true;
        }
        return script.url()
                .filter(target -> !PublicSuffixes.site(target.host()).equals(PublicSuffixes.site(url.host())))
                .isPresent();
    }

    private static Optional<Loss> loss(Page.Script script) {
        var open = script.source().strip().startsWith("//");
        var secure = !open && script.url().filter(WebUrl::secure).isPresent();
        if (secure) {
            return script.integrity()
                    ? Optional.empty()
                    : Optional.of(new Loss("foreign scripts without a digest", -5, script.source()));
        }
        return Optional.of(
                script.integrity()
                        ? new Loss("foreign scripts not surely over HTTPS", -20, script.source())
                        : new Loss(
                                "foreign scripts without a digest, and not surely over HTTPS", -50, script.source()));
    }
}
