package dev.tocsin.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.DatabaseUnavailable;
import dev.tocsin.incidents.paging.PageMeter;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.DnsFacts;
import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.GrpcFacts;
import dev.tocsin.monitor.HeartbeatFacts;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpFacts;
import dev.tocsin.monitor.IcmpFacts;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Monitors.Seen;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Panel;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Timings;
import dev.tocsin.monitor.TlsFacts;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.location.LocationState;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.watch.PostureState;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void a_look_is_shown_as_blackbox_exporter_would_show_it() {
        var text = shown(new Seen(monitor(), new Observation.Passed(evidence(true), false, "fine"), Verdict.UP));

        assertThat(text.lines())
                .contains(
                        "probe_success{monitor=\"shop\"} 1.0",
                        "probe_duration_seconds{monitor=\"shop\"} 0.26",
                        "probe_dns_lookup_time_seconds{monitor=\"shop\"} 0.01",
                        "probe_ip_protocol{monitor=\"shop\"} 4.0",
                        "probe_http_status_code{monitor=\"shop\"} 200.0",
                        "probe_http_version{monitor=\"shop\"} 2.0",
                        "probe_http_redirects{monitor=\"shop\"} 1.0",
                        "probe_http_ssl{monitor=\"shop\"} 1.0",
                        "probe_http_content_length{monitor=\"shop\"} 4711.0",
                        "probe_failed_due_to_regex{monitor=\"shop\"} 0.0",
                        "probe_http_duration_seconds{monitor=\"shop\",phase=\"resolve\"} 0.01",
                        "probe_http_duration_seconds{monitor=\"shop\",phase=\"connect\"} 0.02",
                        "probe_http_duration_seconds{monitor=\"shop\",phase=\"tls\"} 0.03",
                        "probe_http_duration_seconds{monitor=\"shop\",phase=\"processing\"} 0.1",
                        "probe_http_duration_seconds{monitor=\"shop\",phase=\"transfer\"} 0.1",
                        "probe_tls_version_info{monitor=\"shop\",version=\"TLS 1.3\"} 1.0",
                        "tocsin_monitor_verdict{monitor=\"shop\",verdict=\"up\"} 1.0",
                        "tocsin_monitor_verdict{monitor=\"shop\",verdict=\"down\"} 0.0");
    }

    @Test
    void the_chain_as_served_and_the_chain_as_trusted_expire_apart() {
        var text = shown(new Seen(monitor(), new Observation.Passed(evidence(true), false, "fine"), Verdict.UP));

        assertThat(text)
                .contains(
                        "probe_ssl_earliest_cert_expiry{monitor=\"shop\"} "
                                + (double) at("2026-01-01").getEpochSecond(),
                        "probe_ssl_last_chain_expiry_timestamp_seconds{monitor=\"shop\"} "
                                + (double) at("2026-05-01").getEpochSecond());
    }

    @Test
    void a_body_that_is_not_as_expected_says_so() {
        var text = shown(new Seen(monitor(), new Observation.Failed(evidence(false), "no basket"), Verdict.DOWN));

        assertThat(text)
                .contains("probe_success{monitor=\"shop\"} 0.0", "probe_failed_due_to_regex{monitor=\"shop\"} 1.0");
    }

    @Test
    void a_target_that_never_answered_has_the_status_0() {
        var text = shown(new Seen(monitor(), new Observation.Failed(Evidence.none(NOW), "refused"), Verdict.DOWN));

        assertThat(text)
                .contains("probe_success{monitor=\"shop\"} 0.0", "probe_http_status_code{monitor=\"shop\"} 0.0")
                .doesNotContain("probe_ssl_earliest_cert_expiry", "probe_ip_protocol");
    }

    @Test
    void a_look_that_is_not_by_http_has_no_series_of_http() {
        var tls = new Probe.Tls(Endpoint.of(new HostAndPort("shop.example.com", 443)), ConnectionExpectation.NOTHING);
        var text = shown(new Seen(monitor(tls), new Observation.Passed(evidence(true), false, "fine"), Verdict.UP));

        assertThat(text)
                .contains(
                        "probe_success{monitor=\"shop\"} 1.0",
                        "probe_dns_lookup_time_seconds{monitor=\"shop\"} 0.01",
                        "probe_ssl_earliest_cert_expiry{monitor=\"shop\"}",
                        "probe_tls_version_info{monitor=\"shop\",version=\"TLS 1.3\"} 1.0")
                .doesNotContain("probe_http_");
    }

    @Test
    void a_fault_of_our_own_never_looks_like_a_failed_probe() {
        var text =
                shown(new Seen(monitor(), new Observation.Inconclusive(Evidence.none(NOW), "no resolver"), Verdict.UP));

        assertThat(text)
                .contains("tocsin_monitor_verdict{monitor=\"shop\",verdict=\"up\"} 1.0")
                .doesNotContain("probe_");
    }

    @Test
    void a_question_to_a_name_server_is_shown_as_blackbox_exporter_would_show_it() {
        var facts = new DnsFacts("ns", "udp", "NOERROR", List.of(), List.of(), 2, 1, 3, Optional.of(2026010100L));
        var text = shown(dns(), facts);

        assertThat(text.lines())
                .contains(
                        "probe_dns_duration_seconds{monitor=\"kind\",phase=\"resolve\"} 0.01",
                        "probe_dns_duration_seconds{monitor=\"kind\",phase=\"connect\"} 0.05",
                        "probe_dns_duration_seconds{monitor=\"kind\",phase=\"request\"} 0.2",
                        "probe_dns_query_succeeded{monitor=\"kind\"} 1.0",
                        "probe_dns_answer_rrs{monitor=\"kind\"} 2.0",
                        "probe_dns_authority_rrs{monitor=\"kind\"} 1.0",
                        "probe_dns_additional_rrs{monitor=\"kind\"} 3.0",
                        "probe_dns_serial{monitor=\"kind\"} 2.0260101E9");
        assertThat(text).doesNotContain("probe_http_", "probe_failed_due_to_regex");
    }

    @Test
    void a_ping_is_shown_as_blackbox_exporter_would_show_it() {
        var facts = new IcmpFacts("own", 4, 3, Optional.of(1.0), Optional.of(2.0), Optional.of(3.0));
        var text = shown(new Probe.Icmp("gw", 4, 50, Probe.Pace.ANY), facts);

        assertThat(text.lines())
                .contains(
                        "probe_icmp_duration_seconds{monitor=\"kind\",phase=\"resolve\"} 0.01",
                        "probe_icmp_duration_seconds{monitor=\"kind\",phase=\"setup\"} 0.02",
                        "probe_icmp_duration_seconds{monitor=\"kind\",phase=\"rtt\"} 0.002",
                        "tocsin_icmp_loss_ratio{monitor=\"kind\"} 0.25");
    }

    @Test
    void a_job_is_shown_by_its_last_call_and_its_last_run() {
        var probe = new Probe.Heartbeat(
                "kind",
                new Rhythm.Every(Duration.ofHours(1), ZoneOffset.UTC),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Optional.empty());
        var called = NOW.minusSeconds(90);
        var none = Optional.<Instant>empty();
        var text = shown(
                probe,
                new HeartbeatFacts(
                        none,
                        Optional.of(called),
                        none,
                        none,
                        Optional.of(NOW.plusSeconds(60)),
                        none,
                        Optional.of(12.5),
                        Optional.of(10.0),
                        List.of(),
                        Optional.empty()));

        assertThat(text.lines())
                .contains(
                        "probe_success{monitor=\"kind\"} 1.0",
                        "tocsin_heartbeat_last_call_timestamp_seconds{monitor=\"kind\"} 1.77236631E9",
                        "tocsin_heartbeat_last_call_age_seconds{monitor=\"kind\"} 90.0",
                        "tocsin_heartbeat_late_timestamp_seconds{monitor=\"kind\"} 1.77236646E9",
                        "tocsin_heartbeat_last_duration_seconds{monitor=\"kind\"} 12.5");
    }

    @Test
    void a_health_check_is_shown_as_blackbox_exporter_would_show_it() {
        var probe = new Probe.Grpc(
                new Probe.HostAndPort("shop", 443), "", false, Optional.empty(), Optional.empty(), Probe.Pace.ANY);
        var text = shown(probe, new GrpcFacts("", "NOT_SERVING", "OK", 0));

        assertThat(text.lines())
                .contains(
                        "probe_grpc_duration_seconds{monitor=\"kind\",phase=\"resolve\"} 0.01",
                        "probe_grpc_duration_seconds{monitor=\"kind\",phase=\"check\"} 0.25",
                        "probe_grpc_ssl{monitor=\"kind\"} 0.0",
                        "probe_grpc_status_code{monitor=\"kind\"} 0.0",
                        "probe_grpc_healthcheck_response{monitor=\"kind\",serving_status=\"SERVING\"} 0.0",
                        "probe_grpc_healthcheck_response{monitor=\"kind\",serving_status=\"NOT_SERVING\"} 1.0");
    }

    @Test
    void the_end_of_a_registration_is_shown() {
        var probe = new Probe.Domain("x.example", Optional.empty(), Duration.ZERO, Duration.ZERO, Optional.empty());
        var text = shown(
                probe,
                new DomainFacts("x.example", Optional.of(Instant.EPOCH), Optional.empty(), List.of(), "rdap.example"));

        assertThat(text).contains("tocsin_domain_expiry_timestamp_seconds{monitor=\"kind\"} 0.0");
    }

    @Test
    void a_posture_shows_its_grade_and_how_much_is_wrong() {
        var state = new PostureState(
                new MonitorId(1),
                "kind",
                "https://x.example/ basic",
                NOW,
                NOW,
                true,
                "B",
                Optional.of(new PostureFacts.Mark("B", 80)),
                Optional.empty(),
                40,
                41,
                1,
                "",
                Map.of(Severity.MAJOR, 1, Severity.MINOR, 2),
                Optional.empty(),
                Optional.empty());
        var metrics = new Metrics();
        metrics.watchPosture(() -> List.of(state));

        assertThat(metrics.text().lines())
                .contains(
                        "tocsin_posture_grade_info{grade=\"B\",monitor=\"kind\"} 1.0",
                        "tocsin_posture_score{monitor=\"kind\",part=\"transport\"} 80.0",
                        "tocsin_posture_findings{monitor=\"kind\",severity=\"critical\"} 0.0",
                        "tocsin_posture_findings{monitor=\"kind\",severity=\"major\"} 1.0",
                        "tocsin_posture_findings{monitor=\"kind\",severity=\"minor\"} 2.0",
                        "tocsin_posture_findings{monitor=\"kind\",severity=\"info\"} 0.0");
        assertThat(metrics.text()).doesNotContain("part=\"headers\"");
    }

    @Test
    void posture_that_cannot_be_read_leaves_the_other_series() {
        var metrics = new Metrics();
        metrics.watchPosture(() -> {
            throw new IllegalStateException("away");
        });

        assertThat(metrics.text()).contains("tocsin_probe_missed_total");
    }

    @Test
    void what_other_places_see_is_told_apart_and_the_servers_own_series_stay_as_they_are() {
        var here = new Observation.Passed(evidence(true), false, "fine");
        var fra = new Observation.Failed(evidence(true), "connect refused");
        var panel = new Panel(
                monitor(),
                Verdict.PARTIAL,
                Map.of(
                        Location.HERE,
                        new Panel.Sight(here, Verdict.UP),
                        new Location("fra"),
                        new Panel.Sight(fra, Verdict.DOWN)));
        var metrics = new Metrics();
        metrics.watch(List::of, () -> List.of(panel), place -> place.isHere() ? "ber" : place.name());

        assertThat(metrics.text().lines())
                .contains(
                        "probe_success{monitor=\"shop\"} 1.0",
                        "probe_success{location=\"fra\",monitor=\"shop\"} 0.0",
                        "probe_http_duration_seconds{location=\"fra\",monitor=\"shop\",phase=\"tls\"} 0.03",
                        "tocsin_monitor_verdict{monitor=\"shop\",verdict=\"partial\"} 1.0",
                        "tocsin_monitor_vote{location=\"ber\",monitor=\"shop\",verdict=\"up\"} 1.0",
                        "tocsin_monitor_vote{location=\"fra\",monitor=\"shop\",verdict=\"down\"} 1.0");
    }

    @Test
    void how_an_agent_is_can_be_alerted_on() {
        var state = new LocationState(
                new Location("fra"),
                NOW,
                Optional.of(NOW),
                Optional.of(NOW),
                Optional.empty(),
                "",
                -250,
                12,
                3,
                4,
                List.of(),
                Optional.empty(),
                false);
        var metrics = new Metrics();
        metrics.watchLocations(() -> List.of(state));

        assertThat(metrics.text().lines())
                .contains(
                        "tocsin_location_heard_timestamp_seconds{location=\"fra\"} 1.7723664E9",
                        "tocsin_location_silent{location=\"fra\"} 1.0",
                        "tocsin_location_looks_waiting{location=\"fra\"} 12.0",
                        "tocsin_location_looks_dropped{location=\"fra\"} 3.0",
                        "tocsin_location_slots_missed{location=\"fra\"} 4.0",
                        "tocsin_location_clock_offset_seconds{location=\"fra\"} -0.25");
    }

    @Test
    void while_the_database_is_away_everything_else_can_be_scraped() {
        var metrics = new Metrics();
        metrics.watchLocations(() -> {
            throw new IllegalStateException("away");
        });

        metrics.watchOutbox(() -> {
            throw new DatabaseUnavailable("it is away: wait until it is back");
        });

        assertThat(metrics.text())
                .contains("jvm_memory_used_bytes", "tocsin_outbox_oldest_due_seconds NaN")
                .doesNotContain("tocsin_location");
    }

    @Test
    void how_we_keep_time_is_counted_under_its_promised_names() {
        var metrics = new Metrics();

        metrics.claimed(7);
        metrics.began(Duration.ofMillis(40));
        metrics.missed(3);
        metrics.took(PageMeter.Leg.ACCEPT, Duration.ofMillis(700));

        assertThat(metrics.text())
                .contains(
                        "tocsin_rounds_total{shard=\"7\"} 1.0",
                        "tocsin_probe_lateness_seconds_bucket{le=\"0.1\"} 1",
                        "tocsin_probe_lateness_seconds_count 1",
                        "tocsin_probe_missed_total 3.0",
                        "tocsin_time_to_page_seconds_bucket{leg=\"accept\",le=\"1.0\"} 1",
                        "jvm_memory_used_bytes");
    }

    private static String shown(Seen... seen) {
        var metrics = new Metrics();
        metrics.watch(() -> List.of(seen), List::of, Location::name);
        var text = metrics.text();
        return text.lines().filter(line -> line.contains("monitor=")).reduce("", (all, line) -> all + line + "\n");
    }

    private static String shown(Probe probe, Facts facts) {
        var timings = new Timings(ms(10), ms(20), ms(30), ms(1), ms(99), ms(100), Duration.ofMillis(260));
        var evidence = new Evidence(NOW, "203.0.113.7:53", timings, Optional.of(facts), Optional.empty(), List.of());
        var monitor = new Monitor(
                "kind",
                probe,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                new Confirmation(2, 2, Duration.ofSeconds(5)));
        return shown(new Seen(monitor, new Observation.Passed(evidence, false, "fine"), Verdict.UP));
    }

    private static Probe.Dns dns() {
        return new Probe.Dns(
                "shop.example",
                Probe.Dns.RecordType.SOA,
                Optional.empty(),
                Probe.Dns.Transport.UDP,
                Optional.empty(),
                Optional.empty(),
                Probe.Dns.Answer.ANY_RECORD,
                Probe.Pace.ANY);
    }

    private static Monitor monitor() {
        var expectation = new HttpExpectation(List.of(), List.of(), List.of(), List.of(), Optional.empty(), false);
        var probe = new Probe.Http(
                URI.create("https://shop.example.com/"),
                "GET",
                Map.of(),
                expectation,
                5,
                Optional.empty(),
                Optional.empty());
        return monitor(probe);
    }

    private static Monitor monitor(Probe probe) {
        return new Monitor(
                "shop",
                probe,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                new Confirmation(2, 2, Duration.ofSeconds(5)));
    }

    /// The server also sends an old root that expired in January; the trusted path does without it.
    private static Evidence evidence(boolean basket) {
        var http = new HttpFacts(
                200,
                "HTTP/2",
                List.of(new HttpFacts.Redirect(
                        URI.create("http://shop.example.com/"), 301, "https://shop.example.com/")),
                Map.of("Content-Length", List.of("4711")),
                4711,
                "ab",
                Optional.empty());
        var tls = new TlsFacts(
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                List.of(certificate("2026-05-01"), certificate("2026-01-01")),
                true,
                true);
        var timings = new Timings(ms(10), ms(20), ms(30), ms(1), ms(99), ms(100), Duration.ofMillis(260));
        var check =
                new Evidence.Check("contains", basket, "\"Add to basket\"", basket ? "\"Add to basket\"" : "not found");
        return new Evidence(NOW, "203.0.113.7:443", timings, Optional.of(http), Optional.of(tls), List.of(check));
    }

    private static TlsFacts.CertificateFacts certificate(String end) {
        return new TlsFacts.CertificateFacts(
                "CN=x", "CN=y", List.of(), "01", "ab", at("2025-01-01"), at(end), "EC", 256, "SHA256withECDSA");
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    private static Optional<Duration> ms(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }
}
