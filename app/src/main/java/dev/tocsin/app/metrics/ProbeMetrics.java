package dev.tocsin.app.metrics;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitors.Seen;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Panel;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.TlsFacts;
import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import dev.tocsin.monitor.Verdict;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The last look at each monitor under the names, labels and meanings of Prometheus' blackbox_exporter, so that its
/// dashboards and alert rules work. All is rendered when somebody scrapes: a look itself costs nothing here.
///
/// A look of which we could not tell the outcome, by our own fault, shows its verdict and no `probe_` series: a rule on
/// `probe_success == 0` must not fire for it.
final class ProbeMetrics implements MultiCollector {
    private final Supplier<List<Seen>> seen;
    private final Supplier<List<Panel>> panels;
    private final Function<Location, String> name;

    /// @param panels what was seen from several places
    /// @param name what people call a place
    ProbeMetrics(Supplier<List<Seen>> seen, Supplier<List<Panel>> panels, Function<Location, String> name) {
        this.seen = seen;
        this.panels = panels;
        this.name = name;
    }

    @Override
    public MetricSnapshots collect() {
        var gauges = new Gauges();
        seen.get().stream()
                .sorted(Comparator.comparing(one -> one.monitor().name()))
                .forEach(one -> write(gauges, one));
        panels.get().stream()
                .sorted(Comparator.comparing(panel -> panel.monitor().name()))
                .forEach(panel -> write(gauges, panel));
        return gauges.snapshots();
    }

    private static void write(Gauges gauges, Seen one) {
        var to = new Series(gauges, one.monitor().name());
        write(to, one.verdict());
        write(to, one.monitor().probe(), one.observation());
    }

    private void write(Gauges gauges, Panel panel) {
        write(new Series(gauges, panel.monitor().name()), panel.verdict());
        panel.sights().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .forEach(entry -> write(gauges, panel, entry.getKey(), entry.getValue()));
    }

    private void write(Gauges gauges, Panel panel, Location location, Panel.Sight sight) {
        var place = Optional.of(name.apply(location)).filter(_ -> !location.isHere());
        write(new Series(gauges, panel.monitor().name(), place), panel.monitor().probe(), sight.seen());
        for (var verdict : Verdict.values()) {
            gauges.add(
                    "tocsin_monitor_vote",
                    "1 for what a location says of a monitor, 0 for the others",
                    verdict == sight.vote() ? 1 : 0,
                    "monitor",
                    panel.monitor().name(),
                    "location",
                    name.apply(location),
                    "verdict",
                    verdict.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void write(Series to, Verdict confirmed) {
        for (var verdict : Verdict.values()) {
            to.add(
                    "tocsin_monitor_verdict",
                    "1 for the confirmed verdict of a monitor, 0 for the others",
                    verdict == confirmed ? 1 : 0,
                    "verdict",
                    verdict.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void write(Series to, Probe probe, Observation seen) {
        switch (seen) {
            case Observation.Passed passed -> write(to, 1, probe, passed.evidence());
            case Observation.Failed failed -> write(to, 0, probe, failed.evidence());
            case Observation.Inconclusive _ -> {}
        }
    }

    private static void write(Series to, int success, Probe probe, Evidence evidence) {
        write(to, success, evidence);
        switch (probe) {
            case Probe.Http _ -> HttpSeries.write(to, evidence);
            case Probe.OverSocket _ -> SocketSeries.write(to, evidence);
            case Probe.Dns _ -> DnsSeries.write(to, evidence);
            case Probe.Icmp _ -> IcmpSeries.write(to, evidence);
            case Probe.Domain _ -> DomainSeries.write(to, evidence);
            case Probe.Grpc _ -> GrpcSeries.write(to, evidence);
            case Probe.Heartbeat _ -> HeartbeatSeries.write(to, evidence);
            // What it found is told by what is remembered of it.
            case Probe.Posture _ -> {}
        }
    }

    private static void write(Series to, int success, Evidence evidence) {
        var timings = evidence.timings();
        to.add("probe_success", "Whether the probe was a success", success);
        to.add(
                "probe_duration_seconds",
                "How long the probe took to complete in seconds",
                Series.seconds(timings.total()));
        to.add(
                "probe_dns_lookup_time_seconds",
                "The time taken for probe dns lookup in seconds",
                Series.seconds(timings.resolve()));
        if (!evidence.address().isEmpty()) {
            to.add("probe_ip_protocol", "Whether the probe ip protocol is IP4 or IP6", protocol(evidence.address()));
        }
        evidence.tls().ifPresent(tls -> write(to, tls, evidence.at()));
    }

    private static void write(Series to, TlsFacts tls, Instant at) {
        var chain = tls.certificates();
        earliestExpiry(chain)
                .ifPresent(
                        end -> to.add("probe_ssl_earliest_cert_expiry", "Earliest SSL cert expiry in unixtime", (double)
                                end.getEpochSecond()));
        if (tls.trusted()) {
            // A trusted path holds no certificate that has expired, whatever else the server sends along.
            earliestExpiry(chain.stream()
                            .filter(one -> one.notAfter().isAfter(at))
                            .toList())
                    .ifPresent(end -> to.add(
                            "probe_ssl_last_chain_expiry_timestamp_seconds",
                            "Last SSL chain expiry in unixtime",
                            (double) end.getEpochSecond()));
        }
        if (!tls.version().isEmpty()) {
            to.add(
                    "probe_tls_version_info",
                    "The TLS version used",
                    1,
                    "version",
                    tls.version().replace("TLSv", "TLS "));
        }
    }

    private static Optional<Instant> earliestExpiry(List<CertificateFacts> chain) {
        return chain.stream().map(CertificateFacts::notAfter).min(Comparator.naturalOrder());
    }

    /// An IPv6 address is one with more than the one colon before its port.
    private static int protocol(String address) {
        return address.indexOf(':') == address.lastIndexOf(':') ? 4 : 6;
    }
}
