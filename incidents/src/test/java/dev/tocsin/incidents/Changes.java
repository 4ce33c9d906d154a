package dev.tocsin.incidents;

import static java.time.Duration.ofSeconds;

import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictChange;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Changes of verdict, as watching would report them.
final class Changes {

    private Changes() {}

    static VerdictChange change(
            Handle handle,
            Instant at,
            String name,
            Verdict before,
            Verdict after,
            boolean flapping,
            Optional<Hold> hold) {
        var evidence = Evidence.none(at);
        var seen = after == Verdict.UP
                ? new Observation.Passed(evidence, false, "200 OK")
                : new Observation.Failed(evidence, "connect refused");
        return new VerdictChange(
                idOf(handle, name), monitor(name), before, after, at.minusSeconds(10), at, seen, flapping, hold);
    }

    static MonitorId idOf(Handle handle, String name) {
        return new MonitorId(handle.createQuery("select id from monitor where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
    }

    static Monitor monitor(String name) {
        return new Monitor(
                name,
                new Probe.Http(
                        URI.create("http://127.0.0.1/" + name),
                        "GET",
                        Map.of(),
                        HttpExpectation.ANY_SUCCESS,
                        0,
                        Optional.empty(),
                        Optional.empty()),
                ofSeconds(30),
                ofSeconds(5),
                new Confirmation(1, 1, ofSeconds(5)));
    }
}
