package dev.tocsin.statuspage;

import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.VerdictInterval;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// How the page reads the monitors, inside its own transaction: where each stands, and every interval that ends
/// after an instant or is open.
public record Readings(
        Function<Handle, List<MonitorState>> states, BiFunction<Handle, Instant, List<VerdictInterval>> intervals) {}
