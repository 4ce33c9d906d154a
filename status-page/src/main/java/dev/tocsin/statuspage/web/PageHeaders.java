package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.StatusPageSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// The headers that every document of one kind carries.
record PageHeaders(HttpFields html, HttpFields json, HttpFields feed, HttpFields embed, HttpFields badge) {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final int BADGE_SECONDS = 30;
    private static final String TWO_YEARS = "max-age=63072000";

    /// `clothes` are all that pages may apply and run; while an incident is open caches keep pages half as
    /// long.
    static PageHeaders of(Edition edition, Shell.Clothes clothes) {
        var settings = edition.board().settings();
        var all = all(settings, edition.board().openIncidents().findAny().isPresent() ? 5 : 10);
        var badge = all(settings, BADGE_SECONDS);
        return new PageHeaders(
                with(with(all, "Content-Security-Policy", policy(clothes, "'none'")), "Link", alternates(edition)),
                // The widgets that people put on their own pages ask for the JSON from there.
                with(with(all, "Content-Security-Policy", NOTHING), "Access-Control-Allow-Origin", "*"),
                with(all, "Content-Security-Policy", NOTHING),
                // Meant for other people's pages.
                with(all, "Content-Security-Policy", policy(clothes, "*")),
                with(badge, "Content-Security-Policy", "default-src 'none'"));
    }

    private static HttpFields all(StatusPageSettings settings, int seconds) {
        var fields = HttpFields.build();
        fields.add(new PreEncodedHttpField(
                HttpHeader.CACHE_CONTROL,
                "public, max-age=%1$d, s-maxage=%1$d, stale-while-revalidate=30, stale-if-error=86400"
                        .formatted(seconds)));
        fields.add(new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding"));
        fields.add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"));
        fields.add(new PreEncodedHttpField("Referrer-Policy", "strict-origin-when-cross-origin"));
        fields.add(new PreEncodedHttpField(
                "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
        fields.add(new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));
        if ("https".equalsIgnoreCase(settings.url().getScheme())) {
            fields.add(new PreEncodedHttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, TWO_YEARS));
        }
        return fields.asImmutable();
    }

    /// Where the same can be read by programs (RFC 8288).
    private static String alternates(Edition edition) {
        return "<%s>; rel=\"alternate\"; type=\"application/atom+xml\", ".formatted(edition.path("/history.atom"))
                + "<%s>; rel=\"alternate\"; type=\"application/rss+xml\", ".formatted(edition.path("/history.rss"))
                + "</api/v2/summary.json>; rel=\"alternate\"; type=\"application/json\"";
    }

    /// Those of a feed, which says where it lives and who passes it on (WebSub).
    HttpFields feedAt(String path, Edition edition) {
        var hub = edition.board().settings().options().webSubHub();
        return with(
                feed,
                "Link",
                "<%s>; rel=\"self\"".formatted(edition.link(path))
                        + hub.map(", <%s>; rel=\"hub\""::formatted).orElse(""));
    }

    private static HttpFields with(HttpFields fields, String name, String value) {
        return HttpFields.build(fields)
                .add(new PreEncodedHttpField(name, value))
                .asImmutable();
    }

    /// What a page may do; `ancestors` are those who may show it in a frame.
    static String policy(Shell.Clothes clothes, String ancestors) {
        return "default-src 'none'; style-src " + hash(clothes.style())
                + clothes.script()
                        .map(script -> "; script-src " + hash(script) + "; connect-src 'self'")
                        .orElse("")
                + "; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors " + ancestors;
    }

    private static String hash(String text) {
        var hash = Representation.sha256(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}
