package dev.tocsin.monitor;

import java.time.Duration;
import java.util.List;

/// Something we watch: what to look at, how often, from where, and when to believe it. `timeout` is the one
/// deadline over all phases of a look. While one of those that it `dependsOn` (by name) is down, nobody is paged
/// for it.
public record Monitor(
        String name,
        Probe probe,
        Duration every,
        Duration timeout,
        Confirmation confirmation,
        List<String> dependsOn,
        Vantage vantage,
        Owner owner) {

    public Monitor {
        dependsOn = List.copyOf(dependsOn);
    }

    /// One that stands in the settings file.
    public Monitor(
            String name,
            Probe probe,
            Duration every,
            Duration timeout,
            Confirmation confirmation,
            List<String> dependsOn,
            Vantage vantage) {
        this(name, probe, every, timeout, confirmation, dependsOn, vantage, Owner.FILE);
    }

    /// One that the server looks at alone.
    public Monitor(
            String name,
            Probe probe,
            Duration every,
            Duration timeout,
            Confirmation confirmation,
            List<String> dependsOn) {
        this(name, probe, every, timeout, confirmation, dependsOn, Vantage.ALONE);
    }

    /// One that depends on nothing else.
    public Monitor(String name, Probe probe, Duration every, Duration timeout, Confirmation confirmation) {
        this(name, probe, every, timeout, confirmation, List.of());
    }

    /// The same, made over the API.
    public Monitor byApi() {
        return new Monitor(name, probe, every, timeout, confirmation, dependsOn, vantage, Owner.API);
    }
}
