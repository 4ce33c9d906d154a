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
import dev.tocsin.monitor.posture.redirect.Walk;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxt;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxtChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// What a target serves: the ways to it, the page, an error, its security.txt. Each URL is asked for once.
final class SiteLook {

    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final String MISSING = "/.well-known/tocsin-no-such-page";
    private static final String SECURITY_TXT = "/.well-known/security.txt";

    /// An answer and where it came from.
    private record Seen(WebUrl url, HttpAnswer answer) {}

    private final Asking asking;
    private final PostureTarget target;
    private final Map<String, Asking.Outcome> asked = new ConcurrentHashMap<>();
    private final Optional<Seen> page;
    private final Optional<SecurityTxt.Served> securityTxt;

    final WebUrl origin;
    final Walk https;
    final Walk http;
    final Optional<HttpAnswer> front;
    final Optional<HttpAnswer> missing;

    /// What each address of the origin answers, and of the page's host.
    final Map<String, HttpAnswer> fronts;

    private final Map<String, HttpAnswer> pages;

    /// Looks, which takes a connection for each hop and three more, and two more to each address where there are
    /// several. Both ways are walked beside each other.
    SiteLook(Asking asking, PostureTarget target, Executor threads) {
        this.asking = asking;
        this.target = target;
        var plain = CompletableFuture.supplyAsync(() -> Walk.from(target.http(), this::hop), threads);
        origin = target.url().secure() ? target.url() : origin(target, plain.join());
        https = Walk.from(origin, this::hop);
        http = plain.join();
        front = ask(origin);
        page = page(https);
        var error = CompletableFuture.supplyAsync(() -> front.isEmpty() ? front : ask(at(MISSING)), threads);
        securityTxt = page.isEmpty() ? Optional.empty() : securityTxt();
        fronts = everywhere(origin, front);
        pages = page.map(
                        seen -> seen.url().equals(origin) ? fronts : everywhere(seen.url(), Optional.of(seen.answer())))
                .orElse(Map.of());
        missing = error.join();
    }

    /// Any of the addresses may be the one that a visitor meets.
    private Map<String, HttpAnswer> everywhere(WebUrl url, Optional<HttpAnswer> known) {
        if (known.isEmpty()) {
            return Map.of();
        }
        var answers = asking.several(url) ? asking.everywhere(url, MOST_BYTES) : Map.<String, HttpAnswer>of();
        return answers.isEmpty() ? Map.of(url.origin(), known.get()) : answers;
    }

    /// Where HTTPS begins: where plain HTTP leads on the same host, and else on the usual port.
    private static WebUrl origin(PostureTarget target, Walk http) {
        return http.targets().stream()
                .filter(url -> url.secure() && url.host().equals(target.url().host()))
                .findFirst()
                .orElse(target.https());
    }

    private WebUrl at(String path) {
        return origin.resolve(path).orElse(origin);
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

    /// Where the way over HTTPS ends, as long as it stays on the site. What another site serves is not this one's.
    private Optional<Seen> page(Walk walk) {
        var site = PublicSuffixes.site(origin.host());
        return walk.hops().reversed().stream()
                .map(Hop::url)
                .filter(url -> url.secure() && PublicSuffixes.site(url.host()).equals(site))
                .flatMap(url -> ask(url).map(answer -> new Seen(url, answer)).stream())
                .findFirst();
    }

    private Optional<SecurityTxt.Served> securityTxt() {
        var last = Walk.from(at(SECURITY_TXT), this::hop).hops().getLast().url();
        return ask(last)
                .map(answer -> new SecurityTxt.Served(
                        SECURITY_TXT,
                        answer.status(),
                        answer.headers().first("Content-Type"),
                        answer.body().text(),
                        Optional.of(last.toString())));
    }

    /// Which page is judged by its cookies, headers and content; empty where none answers.
    Optional<WebUrl> judged() {
        return page.map(Seen::url);
    }

    /// The first answer over HTTPS on this host that a visitor on plain HTTP meets.
    Optional<List<String>> hstsOnRedirect() {
        return http.hops().stream()
                .skip(1)
                .filter(hop -> hop.url().secure() && hop.url().host().equals(origin.host()))
                .findFirst()
                .flatMap(Hop::answer)
                .map(Hop.Answer::hsts);
    }

    static Optional<List<String>> hsts(Optional<HttpAnswer> answer) {
        return answer.map(found -> found.headers().all("Strict-Transport-Security"));
    }

    /// The findings of cookies, headers and content.
    List<Finding> findings(Instant now) {
        return page.map(seen -> findings(seen, now)).orElseGet(SiteLook::unseen);
    }

    private List<Finding> findings(Seen seen, Instant now) {
        var answer = seen.answer();
        var profile = target.policy().profile();
        var html = html(seen);
        var csp = CspHeader.read(
                answer.headers().all("Content-Security-Policy"),
                html.map(Page::policies).orElse(List.of()));
        var findings = new ArrayList<>(cookies(seen, profile, now));
        findings.addAll(headers(seen.url(), profile));
        findings.addAll(
                answer.body().readable()
                        ? PageChecks.of(html, seen.url(), csp.upgrades())
                        : untested(
                                "the page comes in a coding that was not asked for",
                                WebCheck.MIXED_ACTIVE,
                                WebCheck.MIXED_PASSIVE,
                                WebCheck.SRI));
        findings.add(SecurityTxtChecks.of(securityTxt.map(served -> SecurityTxt.judge(served, now)), profile));
        return findings;
    }

    private List<Finding> headers(WebUrl url, Profile profile) {
        var byAddress = new LinkedHashMap<String, List<Finding>>();
        pages.forEach((address, answer) -> {
            var html = html(new Seen(url, answer));
            var csp = CspHeader.read(
                    answer.headers().all("Content-Security-Policy"),
                    html.map(Page::policies).orElse(List.of()));
            byAddress.put(
                    address,
                    new HeaderChecks(
                                    answer.headers(),
                                    csp,
                                    html.map(Page::referrerPolicies).orElse(List.of()),
                                    profile)
                            .findings());
        });
        return AddressFindings.worst(byAddress);
    }

    /// Those of every answer on the way over HTTPS: a session may well begin before its last hop.
    private List<Finding> cookies(Seen seen, Profile profile, Instant now) {
        var cookies = new ArrayList<CookieVerdict>();
        for (var hop : https.hops()) {
            var answer = hop.url().secure() ? ask(hop.url()) : Optional.<HttpAnswer>empty();
            var host = new CookieVerdict.Origin(
                    hop.url().host(), true, guarded(answer), CookieVerdict.Origin.LOAD_BALANCERS);
            answer.stream()
                    .filter(_ -> PublicSuffixes.site(hop.url().host()).equals(PublicSuffixes.site(origin.host())))
                    .flatMap(found -> found.headers().all("Set-Cookie").stream())
                    .map(field -> CookieVerdict.of(field, host, now))
                    .forEach(cookies::add);
        }
        return CookieChecks.of(cookies, guarded(Optional.of(seen.answer())), profile);
    }

    private static boolean guarded(Optional<HttpAnswer> answer) {
        return answer.flatMap(found -> found.headers().first("Strict-Transport-Security"))
                .map(HstsHeader::read)
                .filter(read -> read.valid() && read.maxAge().orElse(0) > 0)
                .isPresent();
    }

    private static Optional<Page> html(Seen seen) {
        var type = Ascii.lower(seen.answer().headers().first("Content-Type").orElse("text/html"));
        return type.startsWith("text/html") || type.startsWith("application/xhtml+xml")
                ? Optional.of(Page.read(seen.answer().body().text(), seen.url()))
                : Optional.empty();
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
