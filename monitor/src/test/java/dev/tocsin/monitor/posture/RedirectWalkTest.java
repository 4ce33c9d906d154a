package dev.tocsin.monitor.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.redirect.Hop;
import dev.tocsin.monitor.posture.redirect.RedirectIssue;
import dev.tocsin.monitor.posture.redirect.RedirectWalk;
import dev.tocsin.monitor.posture.redirect.Walk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedirectWalkTest {
    private static final String GOOD = "max-age=31536000; includeSubDomains; preload";
    private final Map<String, Hop.Answer> site = new HashMap<>();

    @Test
    void the_straight_way_passes() {
        redirect("http://example.com/", 301, "https://example.com/");
        page("https://example.com/", GOOD);

        var walk = judge();

        assertThat(walk.verdict()).isEqualTo(PostureVerdict.PASS);
        assertThat(walk.issues()).isEmpty();
        assertThat(walk.preload().httpErrors()).isEmpty();
    }

    @Test
    void content_over_plain_http_fails() {
        page("http://example.com/");
        page("https://example.com/", GOOD);

        assertThat(judge().issues()).containsExactly(RedirectIssue.PLAIN_CONTENT);
        assertThat(judge().verdict()).isEqualTo(PostureVerdict.FAIL);
    }

    @Test
    void a_location_without_a_scheme_stays_on_plain_http() {
        redirect("http://example.com/", 301, "//example.com/a");
        page("http://example.com/a");
        page("https://example.com/", GOOD);

        assertThat(judge().issues()).containsExactly(RedirectIssue.PLAIN_FIRST_HOP);
    }

    @Test
    void letter_case_of_the_host_matters_to_the_preload_checker_alone() {
        redirect("http://example.com/", 301, "HTTPS://EXAMPLE.COM/");
        page("https://example.com/", GOOD);

        assertThat(judge().issues()).isEmpty();
        assertThat(judge().preload().httpErrors()).containsExactly("redirects.http.first_redirect.insecure");
    }

    @Test
    void a_redirect_without_a_location_is_none() {
        site.put("http://example.com/", new Hop.Answer(301, Optional.empty(), List.of()));
        page("https://example.com/", GOOD);

        assertThat(judge().issues()).containsExactly(RedirectIssue.NO_REDIRECT);
        assertThat(judge().preload().httpErrors()).containsExactly("redirects.http.no_redirect");
    }

    @Test
    void hsts_over_plain_http_is_told() {
        site.put("http://example.com/", new Hop.Answer(301, Optional.of("https://example.com/"), List.of(GOOD)));
        page("https://example.com/", GOOD);

        assertThat(judge().verdict()).isEqualTo(PostureVerdict.PASS);
        assertThat(judge().preload().httpWarnings()).containsExactly("redirects.http.useless_header");
    }

    @Test
    void a_site_that_only_redirects_to_itself_ends_in_a_loop() {
        redirect("http://example.com/", 302, "/#");
        redirect("https://example.com/", 302, "/");

        assertThat(judge().issues()).contains(RedirectIssue.LOOP);
        assertThat(judge().preload().httpsErrors()).containsExactly("redirects.too_many");
    }

    @Test
    void an_endless_way_is_walked_for_a_while_only() {
        var walk = Walk.from(url("https://example.com/0"), url -> {
            var next = Integer.parseInt(url.path().substring(1)) + 1;
            return Optional.of(new Hop.Answer(302, Optional.of("/" + next), List.of()));
        });

        assertThat(walk.end()).isEqualTo(Walk.End.TOO_LONG);
        assertThat(walk.hops()).hasSize(Walk.MOST_HOPS + 1);
    }

    private RedirectWalk judge() {
        return RedirectWalk.judge("example.com", walk("http://example.com/"), walk("https://example.com/"));
    }

    private Walk walk(String from) {
        return Walk.from(url(from), url -> Optional.ofNullable(site.get(url.toString())));
    }

    private static WebUrl url(String text) {
        return WebUrl.parse(text).orElseThrow();
    }

    private void redirect(String from, int status, String to) {
        site.put(from, new Hop.Answer(status, Optional.of(to), List.of()));
    }

    private void page(String at, String... hsts) {
        site.put(at, new Hop.Answer(200, Optional.empty(), List.of(hsts)));
    }
}
