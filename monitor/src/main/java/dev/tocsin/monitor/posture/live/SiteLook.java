package dev.tocsin.monitor.posture.live;

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
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.redirect.Hop;
import dev.tocsin.monitor.posture.redirect.Walk;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxt;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxtChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a target serves: the ways to it, the page, an error, its security.txt. Each URL is asked for once.
final class SiteLook {

    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final String MISSING = "/.well-known/tocsin-no-such-page";
    private static final String SECURITY_TXT = "/.well-known/security.txt";

    private final Asking asking;
    private final PostureTarget target;
    private final Map<String, Asking.Outcome> asked = new HashMap<>();

    final Walk https;
    final Walk http;
    final Optional<HttpAnswer> front;
    final Optional<HttpAnswer> missing;

    /// Looks, which takes a connection for each hop and three more.
    SiteLook(Asking asking, PostureTarget target) {
        this.asking = asking;
        this.target = target;
        http = Walk.from(target.http(), this::hop);
        https = Walk.from(origin(), this::hop);
        front = ask(origin());
        missing = front.isEmpty() ? Optional.empty() : ask(at(MISSING));
    }

    /// Where HTTPS begins: where the URL says, or else where its plain HTTP leads on the same host.
    private WebUrl origin() {
        return target.url().secure()
                ? target.url()
                : http.targets().stream()
                        .filter(url ->
                                url.secure() && url.host().equals(target.url().host()))
                        .findFirst()
                        .orElse(target.https());
    }

    private WebUrl at(String path) {
        return origin().resolve(path).orElse(origin());
    }

    private Optional<HttpAnswer> ask(WebUrl url) {
        return asked.computeIfAbsent(url.toString(), _ -> asking.get(url, MOST_BYTES))
                .answer();
    }

    private Optional<Hop.Answer> hop(WebUrl url) {
        return ask(url).map(answer -> new Hop.Answer(
                answer.status(),
                answer.headers().first("Location"),
                answer.headers().all("Strict-Transport-Security")));
    }

    /// The page itself: where the way over HTTPS ends on this host.
    private Optional<HttpAnswer> page() {
        var last = https.hops().getLast().url();
        return last.secure() && last.host().equals(origin().host()) ? ask(last) : front;
    }

    /// The first answer over HTTPS on this host that a visitor on plain HTTP meets.
    Optional<List<String>> hstsOnRedirect() {
        return http.hops().stream()
                .skip(1)
                .filter(hop -> hop.url().secure() && hop.url().host().equals(origin().host()))
                .findFirst()
                .flatMap(Hop::answer)
                .map(Hop.Answer::hsts);
    }

    Optional<List<String>> hsts(Optional<HttpAnswer> answer) {
        return answer.map(found -> found.headers().all("Strict-Transport-Security"));
    }

    /// The findings of cookies, headers and content.
    List<Finding> findings(Instant now) {
        var page = page();
        if (page.isEmpty()) {
            return unseen();
        }
        var answer = page.get();
        var profile = target.policy().profile();
        var html = html(answer);
        var csp = CspHeader.read(
                answer.headers().all("Content-Security-Policy"),
                html.map(Page::policies).orElse(List.of()));
        var findings = new ArrayList<Finding>();
        findings.addAll(cookies(answer, profile, now));
        findings.addAll(new HeaderChecks(
                        answer.headers(), csp, html.map(Page::referrerPolicies).orElse(List.of()), profile)
                .findings());
        findings.addAll(PageChecks.of(html, origin(), csp.upgrades()));
        findings.add(SecurityTxtChecks.of(securityTxt(now), profile));
        return findings;
    }

    private List<Finding> cookies(HttpAnswer answer, Profile profile, Instant now) {
        var header = front.flatMap(first -> first.headers().first("Strict-Transport-Security"));
        var hsts = header.map(HstsHeader::read)
                .filter(read -> read.valid() && read.maxAge().orElse(0) > 0)
                .isPresent();
        var origin = new CookieVerdict.Origin(origin().host(), true, hsts, CookieVerdict.Origin.LOAD_BALANCERS);
        var cookies = answer.headers().all("Set-Cookie").stream()
                .map(field -> CookieVerdict.of(field, origin, now))
                .toList();
        return CookieChecks.of(cookies, hsts, profile);
    }

    private Optional<Page> html(HttpAnswer answer) {
        var type = Ascii.lower(answer.headers().first("Content-Type").orElse("text/html"));
        return type.startsWith("text/html") || type.startsWith("application/xhtml+xml")
                ? Optional.of(
                        Page.read(answer.body().text(), https.hops().getLast().url()))
                : Optional.empty();
    }

    private Optional<SecurityTxt> securityTxt(Instant now) {
        var walk = Walk.from(at(SECURITY_TXT), this::hop);
        var last = walk.hops().getLast();
        return ask(last.url())
                .map(answer -> SecurityTxt.judge(
                        new SecurityTxt.Served(
                                SECURITY_TXT,
                                answer.status(),
                                answer.headers().first("Content-Type"),
                                answer.body().text(),
                                Optional.of(last.url().toString())),
                        now));
    }

    private static List<Finding> unseen() {
        return List.of(
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
                        WebCheck.SECURITY_TXT)
                .stream()
                .map(check -> Finding.untested(check, "no answer over HTTPS"))
                .toList();
    }
}
