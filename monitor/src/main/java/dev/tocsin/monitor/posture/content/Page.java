package dev.tocsin.monitor.posture.content;

import dev.tocsin.monitor.posture.name.Ascii;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What an HTML page loads, and the policies it carries itself.
///
/// @param active URLs over plain HTTP that could change the page: scripts, styles, frames, and where forms send
/// @param passive URLs over plain HTTP that are only shown
/// @param scripts all scripts with a source
public record Page(
        List<String> active,
        List<String> passive,
        List<Script> scripts,
        boolean anyScript,
        List<String> policies,
        List<String> referrerPolicies) {

    private static final int MOST_SHOWN = 20;

    /// A script from elsewhere.
    ///
    /// @param source as written
    /// @param integrity whether it carries a digest
    public record Script(String source, Optional<WebUrl> url, boolean integrity) {}

    public Page {
        active = List.copyOf(active);
        passive = List.copyOf(passive);
        scripts = List.copyOf(scripts);
        policies = List.copyOf(policies);
        referrerPolicies = List.copyOf(referrerPolicies);
    }

    /// Reads any text as HTML, as browsers do.
    ///
    /// @param url where the page is
    public static Page read(String html, WebUrl url) {
        var document = Jsoup.parse(html);
        var base = Optional.ofNullable(document.selectFirst("base[href]"))
                .flatMap(element -> url.resolve(element.attr("href")))
                .orElse(url);
        var active = new LinkedHashSet<String>();
        for (var element : document.select("script[src], iframe[src], frame[src], embed[src]")) {
            plain(element.attr("src"), base, active);
        }
        document.select("object[data]").forEach(element -> plain(element.attr("data"), base, active));
        document.select("form[action]").forEach(element -> plain(element.attr("action"), base, active));
        document.select("[formaction]").forEach(element -> plain(element.attr("formaction"), base, active));
        var passive = new LinkedHashSet<String>();
        links(document, base, active, passive);
        for (var element :
                document.select("img[src], audio[src], video[src], source[src], track[src], input[type=image][src]")) {
            plain(element.attr("src"), base, passive);
        }
        document.select("video[poster]").forEach(element -> plain(element.attr("poster"), base, passive));
        document.select("[srcset]").forEach(element -> candidates(element.attr("srcset"), base, passive));
        return new Page(
                shown(active),
                shown(passive),
                scripts(document, base),
                document.selectFirst("script") != null,
                metas(document, "meta[http-equiv]", "http-equiv", "content-security-policy"),
                metas(document, "meta[name]", "name", "referrer"));
    }

    private static void links(Document document, WebUrl base, Set<String> active, Set<String> passive) {
        for (var element : document.select("link[href]")) {
            var kinds = List.of(Ascii.lower(element.attr("rel")).split("\\s+", -1));
            if (kinds.contains("stylesheet") || kinds.contains("import") || kinds.contains("manifest")) {
                plain(element.attr("href"), base, active);
            } else if (kinds.contains("icon") || kinds.contains("apple-touch-icon")) {
                plain(element.attr("href"), base, passive);
            }
        }
    }

    private static void candidates(String set, WebUrl base, Set<String> found) {
        for (var candidate : set.split(",", -1)) {
            plain(candidate.strip().split("\\s+", -1)[0], base, found);
        }
    }

    private static void plain(String reference, WebUrl base, Set<String> found) {
        if (!reference.isBlank()) {
            base.resolve(reference)
                    .filter(target -> !target.secure())
                    .ifPresent(target -> found.add(target.toString()));
        }
    }

    private static List<Script> scripts(Document document, WebUrl base) {
        var scripts = new ArrayList<Script>();
        for (var element : document.select("script[src]")) {
            var source = element.attr("src");
            scripts.add(new Script(
                    source, base.resolve(source), !element.attr("integrity").isBlank()));
        }
        return scripts;
    }

    private static List<String> metas(Document document, String selector, String attribute, String wanted) {
        return document.select(selector).stream()
                .filter(element -> Ascii.same(Ascii.trim(element.attr(attribute)), wanted))
                .map(Page::content)
                .toList();
    }

    private static String content(Element element) {
        return element.attr("content");
    }

    private static List<String> shown(Set<String> urls) {
        return urls.stream().limit(MOST_SHOWN).toList();
    }
}
