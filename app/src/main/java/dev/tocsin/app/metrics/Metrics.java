package dev.tocsin.app.metrics;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.audit.AuditStanding;
import dev.tocsin.incidents.audit.SignOfLife;
import dev.tocsin.incidents.delivery.DeliveryListener;
import dev.tocsin.incidents.delivery.ProviderState;
import dev.tocsin.incidents.paging.PageMeter;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.LookMeter;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Panel;
import dev.tocsin.monitor.location.LocationState;
import dev.tocsin.monitor.posture.watch.PostureState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/// Everything we count, as Prometheus reads it. What a look saw is kept by the monitors and turned into text only when
/// somebody asks, so that metrics cost a look nothing.
public final class Metrics implements LookMeter, PageMeter, DeliveryListener {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer lateness = Timer.builder("tocsin.probe.lateness")
            .description("How long after its slot a look began.")
            .serviceLevelObjectives(
                    Duration.ofMillis(5),
                    Duration.ofMillis(25),
                    Duration.ofMillis(100),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5))
            .register(registry);
    private final Counter missed = Counter.builder("tocsin.probe.missed")
            .description("Slots in which nobody looked.")
            .register(registry);

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /// The whole of it, in Prometheus's text format.
    public String text() {
        return registry.scrape();
    }

    /// Shows what this node last saw of each monitor, and what it last heard from other places, which `name` calls
    /// as people do.
    public void watch(
            Supplier<List<Monitors.Seen>> lastSeen, Supplier<List<Panel>> panels, Function<Location, String> name) {
        registry.getPrometheusRegistry().register(new ProbeMetrics(lastSeen, panels, name));
    }

    /// Shows how the agents in other places are; asked at each scrape.
    public void watchLocations(Supplier<List<LocationState>> locations) {
        registry.getPrometheusRegistry().register(new LocationMetrics(locations));
    }

    /// Shows how the posture of each target stands; asked at each scrape.
    public void watchPosture(Supplier<List<PostureState>> states) {
        registry.getPrometheusRegistry().register(new PostureMetrics(states));
    }

    /// Shows how many incidents of each severity are open; asked at each scrape.
    public void watchIncidents(ToLongFunction<Severity> open) {
        for (var severity : Severity.values()) {
            Gauge.builder("tocsin.incidents.open", () -> known(() -> open.applyAsLong(severity)))
                    .description("Incidents that are not resolved.")
                    .tag("severity", severity.word())
                    .register(registry);
        }
    }

    /// Shows how long the oldest message waits past its time; asked at each scrape.
    public void watchOutbox(Supplier<Duration> oldest) {
        Gauge.builder("tocsin.outbox.oldest.due", () -> known(() -> oldest.get().toMillis() / 1_000.0))
                .description("How long the oldest due message has been waiting; 0 when none is.")
                .baseUnit("seconds")
                .register(registry);
    }

    /// Shows which providers are left out because they fail; asked at each scrape.
    public void watchProviders(Supplier<List<ProviderState>> providers) {
        registry.getPrometheusRegistry().register(new ProviderSeries(providers));
    }

    /// Shows what the last audit found and how signs of life fare; asked at each scrape.
    public void watchAudit(Supplier<AuditStanding> audit, Supplier<SignOfLife> life, InstantSource clock) {
        registry.getPrometheusRegistry().register(new AuditSeries(audit, life, clock));
    }

    /// Shows how security reports fare; asked at each scrape.
    public void watchDisclosures(
            Supplier<Map<String, Long>> states,
            Supplier<Map<String, Long>> mails,
            Supplier<Optional<Duration>> firstReply) {
        registry.getPrometheusRegistry().register(new DisclosureSeries(states, mails, firstReply));
    }

    /// Shows whether those who tell us of senders' names are silent.
    public void watchMailResolver(BooleanSupplier silent) {
        Gauge.builder("tocsin.mail.resolver.silent", () -> silent.getAsBoolean() ? 1 : 0)
                .description("1 while our resolver is silent and mails are judged without names.")
                .register(registry);
    }

    /// Shows how many threads read a mail for ever.
    public void watchMailReaders(IntSupplier overdue) {
        Gauge.builder("tocsin.mail.readers.overdue", overdue::getAsInt)
                .description("Threads that read a mail and did not stop when its time was over.")
                .register(registry);
    }

    /// What only the database can tell is no number while it is away; that it is away is told once, and not here.
    private static double known(DoubleSupplier asked) {
        try {
            return asked.getAsDouble();
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                return Double.NaN;
            }
            throw fault;
        }
    }

    /// Shows how far our clock is ahead of the database's; asked at each scrape.
    public void watchClock(Supplier<Duration> ahead) {
        Gauge.builder("tocsin.clock.ahead", () -> ahead.get().toMillis() / 1_000.0)
                .description("How far the clock of this node is ahead of the database's, negative when behind.")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void claimed(int shard) {
        registry.counter("tocsin.rounds", "shard", Integer.toString(shard)).increment();
    }

    @Override
    public void began(Duration late) {
        lateness.record(late.isNegative() ? Duration.ZERO : late);
    }

    @Override
    public void missed(long slots) {
        missed.increment((double) slots);
    }

    @Override
    public void took(Leg leg, Duration duration) {
        Timer.builder("tocsin.time.to.page")
                .description("The legs of the way from a failing look to a person's phone.")
                .tag("leg", leg.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15))
                .register(registry)
                .record(duration.isNegative() ? Duration.ZERO : duration);
    }

    /// Counted when written: a transaction that is undone afterwards is counted all the same.
    @Override
    public void moved(Handle handle, Movement movement) {
        registry.counter(
                        "tocsin.deliveries",
                        "channel",
                        movement.medium().word(),
                        "state",
                        movement.state().word())
                .increment();
    }
}
