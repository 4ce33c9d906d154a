package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Grid;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import java.time.Duration;

/// A monitor that an agent looks at: its slots are the instants `phase + n × every` since the epoch. The monitor
/// goes whole, so that whatever else is said of it (whose it is, what must be guarded against) goes along.
public record Assigned(Monitor monitor, Duration phase) {

    /// The part of `location` in it.
    static Assigned of(Monitor monitor, Location location) {
        var every = monitor.every();
        var own = Grid.of(monitor.name(), every, 1).phase();
        var phase = own.plus(monitor.vantage().turn(location, every));
        return new Assigned(monitor, phase.compareTo(every) < 0 ? phase : phase.minus(every));
    }

    /// The slots of this monitor.
    Grid grid() {
        return new Grid(0, phase);
    }
}
