package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ComponentStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What stands around every page. `canonical` is empty on pages that search engines must not keep.
record Shell(String title, String brand, Optional<String> canonical, String icon, String style, String zone) {

    static Shell of(Board board, String style, String title, Optional<String> canonical) {
        var settings = board.settings();
        var name = Plain.text(settings.name());
        var brand = name.toLowerCase(Locale.ROOT).endsWith("status") ? name : name + " status";
        return new Shell(
                Plain.text(title) + " | " + brand,
                brand,
                canonical.map(settings::link),
                icon(board.overall().looks()),
                style,
                Times.of(settings).zoneName(board.at()));
    }

    /// The tab's icon wears the state of the whole page. Every sign is percent-encoded: validators refuse less.
    private static String icon(ComponentStatus looks) {
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"
                + "<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"" + Look.tabColour(looks) + "\"/></svg>";
        return "data:image/svg+xml,"
                + URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
