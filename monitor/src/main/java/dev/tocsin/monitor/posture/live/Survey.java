package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.tls.BrokenSuites;
import dev.tocsin.monitor.posture.tls.TlsSurvey;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Answer;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Handshake;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Offers;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// All handshakes with one address: one as a client of today would, one without a name, and eight by hand for what a
/// client of today no longer offers. They run beside each other, each on a connection of its own, and end within the
/// time of the endpoint.
record Survey(TlsSurvey tls, List<X509Certificate> chain) {

    private record Old(String name, int version) {}

    private record Asked(Offers offers, List<X509Certificate> chain) {}

    private static final List<Old> OLD = List.of(
            new Old("SSL 3", ClientHello.SSL_3),
            new Old("TLS 1.0", ClientHello.TLS_1_0),
            new Old("TLS 1.1", ClientHello.TLS_1_1));

    /// Makes all of them, but for what may be carried over from an earlier look.
    static Survey of(Endpoint endpoint, WebUrl target, Asking asking, KnownSurveys known, Instant at) {
        var greeting = asking.greeting(endpoint);
        var today = greeting.handshake();
        if (today instanceof Handshake.Silent || today instanceof Handshake.OutOfReach) {
            return new Survey(new TlsSurvey(today, Offers.UNTRIED, Optional.empty()), List.of());
        }
        var carried = known.carried(target, endpoint, greeting, at);
        if (carried.isPresent()) {
            return new Survey(
                    new TlsSurvey(
                            today,
                            carried.get().offers(),
                            Optional.of(carried.get().at())),
                    greeting.chain());
        }
        var asked = ask(endpoint);
        known.learn(target, endpoint, greeting, asked.offers(), at);
        return new Survey(
                new TlsSurvey(today, asked.offers(), Optional.empty()),
                greeting.chain().isEmpty() ? asked.chain() : greeting.chain());
    }

    private static Asked ask(Endpoint endpoint) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var old = new LinkedHashMap<Old, Future<ServerAnswer>>();
            OLD.forEach(version ->
                    old.put(version, threads.submit(() -> ask(endpoint, ClientHello.old(version.version()), false))));
            var staticRsa = threads.submit(() -> ask(endpoint, ClientHello.staticRsa(), false));
            var dh = threads.submit(() -> ask(endpoint, ClientHello.ephemeralDh(), false));
            var broken = threads.submit(() -> ask(endpoint, ClientHello.broken(), true));
            var oldest = threads.submit(() -> askInSsl2(endpoint));
            var postQuantum = threads.submit(() -> ask(endpoint, ClientHello.postQuantum(), true));
            // Where the host is an address, the client of today has named none either.
            var nameless = endpoint.serverName().map(_ -> threads.submit(() -> nameless(endpoint)));
            var answers = new LinkedHashMap<String, Answer>();
            old.forEach((version, answer) -> answers.put(version.name(), taken(answer, version.version())));
            answers.put("SSL 2", got(oldest).orElse(Answer.UNKNOWN));
            return new Asked(
                    new Offers(
                            answers,
                            taken(staticRsa, ClientHello.TLS_1_2),
                            taken(dh, ClientHello.TLS_1_2),
                            bits(dh),
                            kind(broken).map(_ -> Answer.TAKEN).orElseGet(() -> taken(broken, ClientHello.TLS_1_2)),
                            kind(broken),
                            taken(postQuantum, ClientHello.TLS_1_2),
                            nameless.flatMap(Survey::got).flatMap(found -> found)),
                    inTheClear(old.values(), staticRsa, dh));
        }
    }

    private static Optional<String> nameless(Endpoint endpoint) {
        var recorder = new Recorder();
        try (var _ = OpenTls.to(endpoint, Handshaker.JAVA, recorder, false)) {
            return recorder.chain().stream()
                    .findFirst()
                    .map(leaf -> leaf.getSubjectX500Principal().getName());
        } catch (IOException failed) {
            return Optional.empty();
        }
    }

    private static ServerAnswer ask(Endpoint endpoint, ClientHello hello, boolean helloAlone) throws IOException {
        try (var wire = Wire.to(endpoint)) {
            try {
                wire.socket().getOutputStream().write(hello.record(endpoint.serverName()));
                return ServerAnswer.read(wire.socket().getInputStream(), helloAlone);
            } catch (IOException failed) {
                if (wire.told(failed) instanceof SocketTimeoutException late) {
                    throw late;
                }
                // Some hang up on what they do not like, without a word.
                return new ServerAnswer.Refused();
            }
        }
    }

    /// Silence is a no here: many wait for the rest of what they take for something else.
    private static Answer askInSsl2(Endpoint endpoint) throws IOException {
        try (var wire = Wire.to(endpoint)) {
            try {
                wire.socket().getOutputStream().write(OldestHello.record());
                return OldestHello.taken(wire.socket().getInputStream()) ? Answer.TAKEN : Answer.REFUSED;
            } catch (IOException failed) {
                return Answer.REFUSED;
            }
        }
    }

    /// A server may answer with another version than the one that was asked for: that is no yes.
    private static Answer taken(Future<ServerAnswer> future, int version) {
        return got(future)
                .map(answer -> switch (answer) {
                    case ServerAnswer.Taken taken -> taken.version() == version ? Answer.TAKEN : Answer.REFUSED;
                    case ServerAnswer.Refused _ -> Answer.REFUSED;
                    case ServerAnswer.Stray _ -> Answer.UNKNOWN;
                })
                .orElse(Answer.UNKNOWN);
    }

    /// The chain that a server sent to one of the hellos by hand, where a client of today gets none.
    private static List<X509Certificate> inTheClear(
            Collection<Future<ServerAnswer>> old, Future<ServerAnswer> staticRsa, Future<ServerAnswer> dh) {
        return Stream.concat(Stream.of(staticRsa, dh), old.stream())
                .flatMap(answer -> got(answer).stream())
                .filter(ServerAnswer.Taken.class::isInstance)
                .map(answer -> ((ServerAnswer.Taken) answer).chain())
                .filter(chain -> !chain.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Optional<Integer> bits(Future<ServerAnswer> future) {
        return got(future)
                .filter(ServerAnswer.Taken.class::isInstance)
                .map(answer -> ((ServerAnswer.Taken) answer).dhBits())
                .filter(bits -> bits > 0);
    }

    private static Optional<String> kind(Future<ServerAnswer> future) {
        return got(future)
                .filter(ServerAnswer.Taken.class::isInstance)
                .flatMap(answer -> BrokenSuites.kind(((ServerAnswer.Taken) answer).suite()));
    }

    private static <T> Optional<T> got(Future<T> future) {
        try {
            return Optional.ofNullable(future.get());
        } catch (ExecutionException failed) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
