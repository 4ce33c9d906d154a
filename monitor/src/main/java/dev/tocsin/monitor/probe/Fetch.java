package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpFacts.Redirect;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Fetches one document over HTTP for a look of another kind, as an HTTP look would: a fresh connection for each hop, a
/// few redirects, 1 MiB at most. Used once, by one thread; any other may cancel it.
public final class Fetch {

    /// What came of it.
    public sealed interface Outcome {

        /// An answer, whatever its status. `whole` unless it is longer than what is read.
        record Came(int status, String text, boolean whole) implements Outcome {}

        record Missed(Fault fault) implements Outcome {}
    }

    private final Gear gear;
    private final Probe.Http wanted;
    private final Instant now;
    private final Deadline deadline;
    private final Consumer<Progress> began;
    private volatile @Nullable HttpHop hop;
    private volatile boolean cancelled;

    /// @param trust a PEM file with the only anchors to be trusted
    /// @param now when certificates must be valid
    /// @param began told of the progress of each hop when it begins
    public Fetch(
            Gear gear,
            URI url,
            Map<String, String> headers,
            Optional<Path> trust,
            Instant now,
            Deadline deadline,
            Consumer<Progress> began) {
        this.gear = gear;
        this.wanted = new Probe.Http(
                url, "GET", headers, HttpExpectation.ANY_SUCCESS, Probe.Http.FOLLOW, Optional.empty(), trust);
        this.now = now;
        this.deadline = deadline;
        this.began = began;
    }

    /// Fetches. Blocks on the network until the deadline closes the socket by [#cancel()].
    /// @throws IllegalArgumentException when the URL is none for HTTP
    public Outcome run() {
        var request = HttpRequest.of(wanted);
        var walked = new ArrayList<Redirect>();
        while (true) {
            var next = begin(request);
            var fault = next.run(answer -> !RedirectStep.isRedirect(answer));
            if (fault.isPresent()) {
                return new Outcome.Missed(fault.get());
            }
            var answer = next.trace().answer().orElseThrow();
            if (!RedirectStep.isRedirect(answer)) {
                return came(answer, next.trace().body());
            }
            switch (step(request, answer, walked)) {
                case RedirectStep.Onward onward -> {
                    walked.add(onward.seen());
                    request = onward.next();
                }
                case RedirectStep.Stop stop -> {
                    return new Outcome.Missed(new Fault.Theirs(stop.why()));
                }
            }
        }
    }

    private RedirectStep step(HttpRequest request, Response answer, List<Redirect> walked) {
        return RedirectStep.of(request, answer, walked, wanted.follow());
    }

    private HttpHop begin(HttpRequest request) {
        var next = new HttpHop(gear, wanted, request.build(), true, Route.ANY, now, deadline);
        began.accept(next.trace());
        hop = next;
        if (cancelled) {
            next.cancel();
        }
        return next;
    }

    private static Outcome came(Response answer, Body body) {
        return new Outcome.Came(answer.code(), body.text(StandardCharsets.UTF_8), !body.cut());
    }

    /// Closes the socket under whatever is going on. From any thread.
    public void cancel() {
        cancelled = true;
        var running = hop;
        if (running != null) {
            running.cancel();
        }
    }
}
