package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.PageOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands around every page. `canonical` is empty on pages that search engines must not keep; `root` is what
/// stands before every path in this language; `script` is empty where the page has none. A `draft` says so.
record Shell(
        String title,
        String brand,
        Optional<String> canonical,
        String icon,
        String style,
        Optional<String> script,
        String zone,
        String lang,
        String root,
        List<Other> others,
        Optional<String> logo,
        Optional<String> security,
        String about,
        String timesIn,
        String daysCaption,
        boolean subscribable,
        boolean draft) {

    /// The same page in another language.
    record Other(String lang, String name, String path, String link) {}

    /// The style sheet and the script of every page: one string each, so that their hashes can stand in a header.
    record Clothes(String style, Optional<String> script) {

        static Clothes of(PageOptions options) {
            var style = new StringBuilder(Templates.style());
            options.accent().ifPresent(accent -> style.append(":root{--link:%s}".formatted(accent.colour())));
            options.darkAccent()
                    .ifPresent(accent -> style.append("@media screen and (prefers-color-scheme:dark){:root{--link:%s}}"
                            .formatted(accent.colour())));
            return new Clothes(
                    style.toString(), options.changeNotice() ? Optional.of(Templates.script()) : Optional.empty());
        }
    }

    static Shell of(Edition edition, Clothes clothes, String title, Optional<String> path) {
        var board = edition.board();
        var settings = board.settings();
        return new Shell(
                Plain.text(title) + " | " + brand(edition),
                brand(edition),
                path.map(edition::link),
                icon(board.overall().looks()),
                clothes.style(),
                clothes.script(),
                edition.zone(),
                edition.language().tag(),
                edition.language().root(),
                Language.ALL.stream()
                        .filter(other -> !other.equals(edition.language()))
                        .map(other -> new Other(
                                other.tag(),
                                other.text("languageName"),
                                other.root() + path.orElse("/"),
                                settings.link(other.root() + path.orElse("/"))))
                        .toList(),
                settings.options().logo().map(Shell::logoPath),
                settings.options().securityContact(),
                edition.text("description", brand(edition)),
                edition.text("timesIn", edition.zone()),
                edition.text("daysCaption", edition.zone()),
                !settings.options().subscribe().isEmpty(),
                false);
    }

    Shell asDraft() {
        return new Shell(
                title,
                brand,
                Optional.empty(),
                icon,
                style,
                script,
                zone,
                lang,
                root,
                others,
                logo,
                security,
                about,
                timesIn,
                daysCaption,
                subscribable,
                true);
    }

    /// `Example status`, also where the page is called so already.
    static String brand(Edition edition) {
        var name = Plain.text(edition.board().settings().name());
        return name.toLowerCase(Locale.ROOT).endsWith("status") ? name : edition.text("status", name);
    }

    static String logoPath(PageOptions.Logo logo) {
        return logo.type().equals("image/png") ? "/logo.png" : "/logo.svg";
    }

    /// The tab's icon wears the state of the whole page. Every sign is percent-encoded: validators refuse less.
    private static String icon(ComponentStatus looks) {
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"
                + "<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"" + Look.tabColour(looks) + "\"/></svg>";
        return "data:image/svg+xml,"
                + URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
