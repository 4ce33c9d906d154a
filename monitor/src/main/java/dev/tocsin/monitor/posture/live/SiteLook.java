package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.name.PublicSuffixes;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.redirect.Hop;
import dev.tocsin.monitor.posture.redirect.Walk;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// What a target serves: the ways to it, the page, an error, its security.txt. Each URL is asked for once.
final class SiteLook {

    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final String MISSING = "/.well-known/tocsin-no-such-page";
    private static final String SECURITY_TXT = "/.well-known/security.txt";

    private final Asking asking;
    private final Map<String, Asking.Outcome> asked = new ConcurrentHashMap<>();

    final WebUrl origin;
    final Walk https;
    final Walk http;
    final Optional<HttpAnswer> front;
    final Optional<HttpAnswer> missing;

    /// Which page is judged by its cookies, headers and content: where the way over HTTPS ends, as long as it stays on
    /// the site. What another site serves is not this one's. Empty where none answers.
    final Optional<WebUrl> page;

    final Optional<SecurityTxt.Served> securityTxt;

    /// What each address of the origin answers, and of the page's host.
    final Map<String, HttpAnswer> fronts;

    final Map<String, HttpAnswer> pages;

    /// Looks, hop by hop and question by question, over one connection wherever that stays open. Both ways are walked
    /// beside each other.
    SiteLook(Asking asking, PostureTarget target, Executor threads) {
        this.asking = asking;
        var plain = CompletableFuture.supplyAsync(() -> Walk.from(target.http(), this::hop), threads);
        origin = target.url().secure() ? target.url() : origin(target, plain.join());
        https = Walk.from(origin, this::hop);
        front = answer(origin);
        page = page(https);
        missing = front.isEmpty() ? front : answer(at(MISSING));
        securityTxt = page.isEmpty() ? Optional.empty() : securityTxt();
        fronts = everywhere(origin);
        pages = page.map(url -> url.equals(origin) ? fronts : everywhere(url)).orElse(Map.of());
        http = plain.join();
    }

    /// Any of the addresses may be the one that a visitor meets.
    private Map<String, HttpAnswer> everywhere(WebUrl url) {
        var known = ask(url);
        if (known.answer().isEmpty()) {
            return Map.of();
        }
        var endpoints = asking.endpoints(url);
        if (endpoints.size() < 2) {
            return Map.of(url.origin(), known.answer().get());
        }
        var others = asking.each(
                endpoints.stream()
                        .filter(endpoint -> !endpoint.text().equals(known.address()))
                        .toList(),
                url,
                MOST_BYTES);
        var answers = new LinkedHashMap<String, HttpAnswer>();
        for (var endpoint : endpoints) {
            var answer =
                    endpoint.text().equals(known.address()) ? known.answer().get() : others.get(endpoint.text());
            if (answer != null) {
                answers.put(endpoint.text(), answer);
            }
        }
        return answers;
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

    private Asking.Outcome ask(WebUrl url) {
        return asked.computeIfAbsent(url.toString(), _ -> asking.get(url, MOST_BYTES));
    }

    /// What the first address says that takes connections; only asked for where nobody has asked yet.
    Optional<HttpAnswer> answer(WebUrl url) {
        return ask(url).answer();
    }

    private Optional<Hop.Answer> hop(WebUrl url) {
        return answer(url)
                .map(answer -> new Hop.Answer(
                        answer.status(),
                        answer.headers().first("Location"),
                        answer.headers().all("Strict-Transport-Security")));
    }

    private Optional<WebUrl> page(Walk walk) {
        var site = PublicSuffixes.site(origin.host());
        return walk.hops().reversed().stream()
                .map(Hop::url)
                .filter(url -> url.secure() && PublicSuffixes.site(url.host()).equals(site))
                .filter(url -> answer(url).isPresent())
                .findFirst();
    }

    private Optional<SecurityTxt.Served> securityTxt() {
        var last = Walk.from(at(SECURITY_TXT), this::hop).hops().getLast().url();
        return answer(last)
                .map(answer -> new SecurityTxt.Served(
                        SECURITY_TXT,
                        answer.status(),
                        answer.headers().first("Content-Type"),
                        answer.body().text(),
                        Optional.of(last.toString())));
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
}
