package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.HttpFacts;
import dev.tocsin.monitor.HttpFacts.Redirect;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.TlsFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Response;

/// One look at an HTTP target: walks the redirects hop by hop and judges the last answer.
///
/// [#perform] runs on one thread; [#cutShort], on another, ends it at the deadline with what was seen until then.
final class HttpLook implements OneLook {

    /// Kept back for judging, so that a pattern without end is told as such and not as a silent target.
    private static final Duration FOR_JUDGEMENT = Duration.ofMillis(20);

    private static final int LONGEST_REASON = 1000;

    private final Gear gear;
    private final Probe.Http probe;
    private final Instant at;
    private final Duration timeout;
    private final Route route;
    private final long began = System.nanoTime();
    private final Deadline deadline;
    private volatile Optional<HttpHop> hop = Optional.empty();
    private volatile List<Redirect> redirects = List.of();
    private volatile boolean over;

    HttpLook(Gear gear, Probe.Http probe, Instant at, Duration timeout, Route route) {
        this.gear = gear;
        this.probe = probe;
        this.at = at;
        this.timeout = timeout;
        this.route = route;
        this.deadline = Deadline.after(timeout);
    }

    /// Looks. Blocks on the network; whoever calls must also see to the deadline.
    @Override
    public Observation perform() {
        try {
            return walk(HttpRequest.of(probe));
        } catch (IllegalArgumentException unsendable) {
            return inconclusive(String.valueOf(unsendable.getMessage()));
        }
    }

    private Observation walk(HttpRequest first) {
        var request = first;
        while (true) {
            var next = begin(request, first.url());
            var fault = next.run(answer -> !follows(answer));
            if (fault.isPresent()) {
                return deadline.passed() ? cutShort() : ended(fault.get());
            }
            var answer = next.trace().answer().orElseThrow();
            if (!follows(answer)) {
                return judged(next.trace(), answer);
            }
            var step = RedirectStep.of(request, answer, redirects, probe.follow());
            redirects =
                    Stream.concat(redirects.stream(), Stream.of(step.seen())).toList();
            switch (step) {
                case RedirectStep.Onward onward -> request = onward.next();
                case RedirectStep.Stop stop -> {
                    return ended(new Fault.Theirs(stop.why()));
                }
            }
        }
    }

    private HttpHop begin(HttpRequest request, HttpUrl configured) {
        var next = new HttpHop(gear, probe, request.build(), request.sameOrigin(configured), route, at, deadline);
        hop = Optional.of(next);
        if (over) {
            next.cancel();
        }
        return next;
    }

    private boolean follows(Response answer) {
        return probe.follow() > 0 && RedirectStep.isRedirect(answer);
    }

    private Observation judged(Trace trace, Response answer) {
        var total = sinceBegan();
        trace.enter(Progress.Phase.JUDGEMENT);
        var expected = probe.expect();
        var body = trace.body();
        var seen = new Answer(
                answer.code(),
                AnswerReading.version(answer),
                trace.tls().map(TlsFacts::version).orElse(""),
                answer.headers(),
                expected.readsText() ? body.text(AnswerReading.charset(answer)) : "",
                body.length(),
                body.cut(),
                total);
        var result = Checks.of(expected, seen, deadline.sooner(FOR_JUDGEMENT));
        var passed = result.complaints().isEmpty();
        var evidence = evidence(Optional.of(trace), total, result.checks(), !passed);
        return passed
                ? new Observation.Passed(evidence, result.slow(), praise(answer, result, total))
                : new Observation.Failed(
                        evidence, Wording.printable(String.join("; ", result.complaints()), LONGEST_REASON));
    }

    private String praise(Response answer, Checks.Result result, Duration total) {
        var took = Wording.duration(total);
        if (result.slow()) {
            var limit = probe.expect().within().map(Wording::duration).orElse("");
            return "answered in " + took + ", expected within " + limit;
        }
        var walked = redirects.isEmpty()
                ? ""
                : ", after " + redirects.size() + " redirect" + (redirects.size() == 1 ? "" : "s");
        return "status " + answer.code() + " in " + took + walked
                + (leftEncryption() ? ", one from https to http" : "");
    }

    private boolean leftEncryption() {
        return redirects.stream()
                .anyMatch(step -> "https".equals(step.url().getScheme())
                        && step.location().startsWith("http:"));
    }

    private Observation ended(Fault fault) {
        return fault.observed(evidence(hop.map(HttpHop::trace), sinceBegan(), List.of(), true));
    }

    /// Ends the look from outside, at the deadline: closes its socket and says how far it came.
    @Override
    public Observation cutShort() {
        stop();
        var running = hop;
        return ended(running.flatMap(one -> one.trace().last())
                .map(phase -> fault(phase, running.orElseThrow()))
                .orElseGet(() -> new Fault.Ours("this machine was too busy to look in time")));
    }

    private Fault fault(Progress.Phase phase, HttpHop running) {
        var limit = " within " + Wording.duration(timeout);
        var ourFault = running.ourFault();
        if (ourFault.isPresent()) {
            return new Fault.Ours(ourFault.get());
        }
        return new Fault.Theirs(
                switch (phase) {
                    case RESOLVE, CONNECT, TLS, REQUEST, FIRST_BYTE ->
                        "no answer" + limit + " (stopped in: " + phase.word + ")";
                    case TRANSFER ->
                        "no complete answer" + limit + " (stopped in: transfer, after "
                                + running.trace().body().length() + " bytes)";
                    case JUDGEMENT -> "answer could not be judged" + limit;
                });
    }

    /// Ends the look because nobody waits for it any more.
    @Override
    public Observation abandon() {
        stop();
        return inconclusive("the look was interrupted");
    }

    @Override
    public Observation inconclusive(String why) {
        return ended(new Fault.Ours(why));
    }

    private void stop() {
        over = true;
        hop.ifPresent(HttpHop::cancel);
    }

    private Duration sinceBegan() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Evidence evidence(Optional<Trace> trace, Duration total, List<Check> checks, boolean keepBody) {
        if (trace.isEmpty()) {
            return Evidence.none(at);
        }
        var seen = trace.get();
        return new Evidence(
                at,
                seen.dialled().map(Wording::address).orElse(""),
                seen.timings(total),
                facts(seen, keepBody),
                seen.tls(),
                checks);
    }

    private Optional<Facts> facts(Trace trace, boolean keepBody) {
        return trace.answer()
                .map(answer -> new HttpFacts(
                        answer.code(),
                        AnswerReading.version(answer),
                        redirects,
                        AnswerReading.headers(answer),
                        trace.body().length(),
                        trace.body().sha256(),
                        keepBody ? Optional.of(trace.body().start(AnswerReading.charset(answer))) : Optional.empty()));
    }
}
