package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.AddressFindings;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.WebCheck;
import dev.tocsin.monitor.posture.content.Page;
import dev.tocsin.monitor.posture.content.PageChecks;
import dev.tocsin.monitor.posture.cookie.CookieChecks;
import dev.tocsin.monitor.posture.cookie.CookieVerdict;
import dev.tocsin.monitor.posture.header.CspHeader;
import dev.tocsin.monitor.posture.header.HeaderChecks;
import dev.tocsin.monitor.posture.hsts.HstsHeader;
import dev.tocsin.monitor.posture.name.Ascii;
import dev.tocsin.monitor.posture.name.PublicSuffixes;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.redirect.Hop;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxt;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxtChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The page's cookies, headers and content. Cookies and headers are set by whatever machine answers, and so are judged
/// at every address; the content and security.txt come from behind all of them, and are judged once.
record PageJudgement(SiteLook site, Profile profile, KnownPages known) {

    /// An answer as a document.
    ///
    /// @param html empty for an answer that is no HTML
    private record Document(HttpAnswer answer, Optional<Page> html, CspHeader csp) {

        static Document of(HttpAnswer answer, WebUrl url, KnownPages known) {
            var type = Ascii.lower(answer.headers().first("Content-Type").orElse("text/html"));
            var html = type.startsWith("text/html") || type.startsWith("application/xhtml+xml")
                    ? Optional.of(known.read(answer, url))
                    : Optional.<Page>empty();
            return new Document(
                    answer,
                    html,
                    CspHeader.read(
                            answer.headers().all("Content-Security-Policy"),
                            html.map(Page::policies).orElse(List.of())));
        }
    }

    List<Finding> findings(Instant now) {
        return site.page
                .map(url -> {
                    var documents = new LinkedHashMap<String, Document>();
                    site.pages.forEach((address, answer) -> documents.put(address, Document.of(answer, url, known)));
                    return findings(url, documents, now);
                })
                .orElseGet(PageJudgement::unseen);
    }

    /// @param documents by address, never empty
    private List<Finding> findings(WebUrl url, Map<String, Document> documents, Instant now) {
        var findings = new ArrayList<>(cookies(url, now));
        var byAddress = new LinkedHashMap<String, List<Finding>>();
        documents.forEach((address, document) -> byAddress.put(address, headers(document)));
        findings.addAll(AddressFindings.worst(byAddress));
        findings.addAll(content(url, documents.values().iterator().next()));
        findings.add(SecurityTxtChecks.of(site.securityTxt.map(served -> SecurityTxt.judge(served, now)), profile));
        return findings;
    }

    private List<Finding> headers(Document document) {
        return new HeaderChecks(
                        document.answer().headers(),
                        document.csp(),
                        document.html().map(Page::referrerPolicies).orElse(List.of()),
                        profile)
                .findings();
    }

    private static List<Finding> content(WebUrl url, Document document) {
        return document.answer().body().readable()
                ? PageChecks.of(document.html(), url, document.csp().upgrades())
                : untested(
                        "the page comes in a coding that was not asked for",
                        WebCheck.MIXED_ACTIVE,
                        WebCheck.MIXED_PASSIVE,
                        WebCheck.SRI);
    }

    /// Those of every answer on the way over HTTPS: a session may well begin before its last hop.
    private List<Finding> cookies(WebUrl page, Instant now) {
        var byAddress = new LinkedHashMap<String, List<Finding>>();
        site.pages.forEach((address, answer) -> {
            var cookies = site.https.hops().stream()
                    .map(Hop::url)
                    .filter(url -> url.secure()
                            && PublicSuffixes.site(url.host()).equals(PublicSuffixes.site(site.origin.host())))
                    .flatMap(url -> at(address, url, page).stream().flatMap(found -> set(url, found, now)))
                    .toList();
            byAddress.put(address, CookieChecks.of(cookies, guarded(answer), profile));
        });
        return AddressFindings.worst(byAddress);
    }

    /// What a visitor meets on the way who is led to `address`. Only where the way begins and where it ends, every
    /// address was asked.
    private Optional<HttpAnswer> at(String address, WebUrl url, WebUrl page) {
        var everywhere =
                url.equals(page) ? site.pages : url.equals(site.origin) ? site.fronts : Map.<String, HttpAnswer>of();
        return Optional.ofNullable(everywhere.get(address)).or(() -> site.answer(url));
    }

    private static Stream<CookieVerdict> set(WebUrl url, HttpAnswer answer, Instant now) {
        var origin = new CookieVerdict.Origin(url.host(), true, guarded(answer), CookieVerdict.Origin.LOAD_BALANCERS);
        return answer.headers().all("Set-Cookie").stream().map(field -> CookieVerdict.of(field, origin, now));
    }

    private static boolean guarded(HttpAnswer answer) {
        return answer.headers()
                .first("Strict-Transport-Security")
                .map(HstsHeader::read)
                .filter(read -> read.valid() && read.maxAge().orElse(0) > 0)
                .isPresent();
    }

    private static List<Finding> unseen() {
        return untested(
                "no answer over HTTPS",
                WebCheck.COOKIE_DROPPED,
                WebCheck.COOKIE_SECURE,
                WebCheck.COOKIE_HTTP_ONLY,
                WebCheck.COOKIE_SAME_SITE,
                WebCheck.CSP,
                WebCheck.NOSNIFF,
                WebCheck.FRAMING,
                WebCheck.REFERRER,
                WebCheck.PERMISSIONS,
                WebCheck.CORP,
                WebCheck.CORS,
                WebCheck.MIXED_ACTIVE,
                WebCheck.MIXED_PASSIVE,
                WebCheck.SRI,
                WebCheck.SECURITY_TXT);
    }

    private static List<Finding> untested(String why, WebCheck... checks) {
        return Stream.of(checks).map(check -> Finding.untested(check, why)).toList();
    }
}
