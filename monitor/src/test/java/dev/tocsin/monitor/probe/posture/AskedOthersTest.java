package dev.tocsin.monitor.probe.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.Ca;
import dev.tocsin.monitor.posture.Ca.Order;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.certificate.RenewalInformation;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.live.TlsSite;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.probe.Gear;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AskedOthersTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final HostName SHOP = HostName.parse("shop.example.com").orElseThrow();
    private static final Gear GEAR = Gear.ofSystem();
    private final Ca.Issued own =
            Ca.root("Root", NOW).issue(Order.server("site.test", NOW).keyed());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void the_authority_says_when_it_wants_the_certificate_renewed() throws IOException {
        try (var authority = authority("""
                {"suggestedWindow": {"start": "2026-11-20T00:00:00Z", "end": "2026-11-22T00:00:00Z"},
                 "explanationURL": "https://ca.example/why"}
                """)) {
            var renewal = others(authority, true).renewal(own.certificate());

            assertThat(renewal)
                    .contains(new RenewalInformation(
                            Instant.parse("2026-11-20T00:00:00Z"),
                            Instant.parse("2026-11-22T00:00:00Z"),
                            "https://ca.example/why"));
            assertThat(asked)
                    .containsExactly(
                            "/directory",
                            "/renewal-info/"
                                    + RenewalInformation.identifier(own.certificate())
                                            .orElseThrow());
        }
    }

    @Test
    void an_authority_that_says_nothing_readable_says_nothing() throws IOException {
        for (var answer : List.of("", "nonsense", "[]", "{\"suggestedWindow\": {\"start\": \"soon\"}}", "null")) {
            try (var authority = authority(answer)) {
                assertThat(others(authority, true).renewal(own.certificate())).isEmpty();
            }
        }
    }

    @Test
    void one_that_never_answers_costs_its_time_and_no_more() throws IOException {
        try (var silent = TlsSite.dripping()) {
            var others = new AskedOthers(() -> GEAR, sources(silent.port(), true), NOW, Duration.ofMillis(300));

            assertThat(others.renewal(own.certificate())).isEmpty();
        }
    }

    @Test
    void the_site_of_the_list_tells_a_name_and_the_name_above_that_preloads_it() throws IOException {
        try (var site = site(_ -> json("{\"name\": \"shop.example.com\", \"status\": \"preloaded\", \"bulk\": true,"
                + " \"preloadedDomain\": \"example.com\"}"))) {
            var list = others(site, false).preloaded(SHOP).orElseThrow();

            assertThat(list.find(SHOP)).contains(new PreloadList.Entry("example.com", true, "bulk-1-year"));
            assertThat(asked).containsExactly("/api/v2/status?domain=shop.example.com");
        }
    }

    @Test
    void a_name_that_is_not_preloaded_is_told_so_and_a_site_that_does_not_know_tells_nothing() throws IOException {
        try (var site = site(_ -> json("{\"name\": \"shop.example.com\", \"status\": \"unknown\"}"))) {
            assertThat(others(site, false).preloaded(SHOP).orElseThrow().find(SHOP))
                    .isEmpty();
        }
        try (var site = site(_ -> TlsSite.answer(500, "{\"status\": \"preloaded\"}"))) {
            assertThat(others(site, false).preloaded(SHOP)).isEmpty();
        }
    }

    @Test
    void nobody_is_asked_whom_the_operator_did_not_name() {
        var nobody = new AskedOthers(
                () -> {
                    throw new AssertionError("somebody is asked");
                },
                PostureSources.NONE,
                NOW,
                Duration.ofSeconds(1));

        assertThat(nobody.renewal(own.certificate())).isEmpty();
        assertThat(nobody.preloaded(SHOP)).isEmpty();
    }

    private TlsSite authority(String answer) throws IOException {
        var self = new int[1];
        var authority = site(path -> path.equals("/directory")
                ? json("{\"renewalInfo\": \"http://127.0.0.1:" + self[0] + "/renewal-info\"}")
                : json(answer));
        self[0] = authority.port();
        return authority;
    }

    private TlsSite site(UnaryOperator<String> answers) throws IOException {
        return TlsSite.plain(path -> {
            asked.add(path);
            return answers.apply(path);
        });
    }

    private static String json(String body) {
        return TlsSite.answer(200, body, "Content-Type: application/json", "Connection: close");
    }

    private static AskedOthers others(TlsSite site, boolean renewals) {
        return new AskedOthers(() -> GEAR, sources(site.port(), renewals), NOW, Duration.ofSeconds(10));
    }

    private static PostureSources sources(int port, boolean renewals) {
        var place = URI.create("http://127.0.0.1:" + port + (renewals ? "/directory" : "/"));
        return new PostureSources(
                false,
                Optional.empty(),
                renewals ? Optional.of(place) : Optional.empty(),
                renewals ? Optional.empty() : Optional.of(place));
    }
}
