package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Handshake;
import dev.tocsin.monitor.posture.tls.TlsSurvey.Offers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each address takes that a client of today does not offer, carried from look to look for a while: asking costs
/// six times what everything else does, and the answer changes when somebody changes the server. It is carried only
/// after three looks in a row found the same, so that no single look is ever counted twice for or against anybody, and
/// only as long as the handshake of each look shows the same certificates and parameters as theirs.
public final class KnownSurveys {

    /// Less than an hour by as much as a look may be late: whoever looks once an hour asks each time.
    static final Duration KEPT = Duration.ofMinutes(50);

    private static final int AGREEING = 3;
    private static final int MOST = 50_000;

    private record Place(WebUrl target, String address, Optional<String> serverName) {}

    private record Known(Handshake handshake, List<X509Certificate> chain, Offers offers, Instant at, int agreeing) {

        boolean fresh(Instant now) {
            return agreeing >= AGREEING && !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }

        boolean fits(Greeting greeting) {
            return handshake.equals(greeting.handshake()) && chain.equals(greeting.chain());
        }
    }

    /// What was seen, and when.
    record Carried(Offers offers, Instant at) {}

    private final Map<Place, Known> surveys = new LinkedHashMap<>();

    /// What may be carried over into a look at `now` that was greeted so.
    synchronized Optional<Carried> carried(WebUrl target, Endpoint endpoint, Greeting greeting, Instant now) {
        return Optional.ofNullable(surveys.get(place(target, endpoint)))
                .filter(known -> known.fresh(now) && known.fits(greeting))
                .map(known -> new Carried(known.offers(), known.at()));
    }

    /// How `endpoint` greets as far as is known, where what it takes may be carried over.
    synchronized Optional<Greeting> met(WebUrl target, Endpoint endpoint, Instant now) {
        return Optional.ofNullable(surveys.get(place(target, endpoint)))
                .filter(known -> known.fresh(now))
                .map(known -> new Greeting(known.handshake(), known.chain(), Optional.empty(), Handshaker.JAVA));
    }

    /// Learns what a look at `at` asked. Nothing is kept of one that left something open.
    synchronized void learn(WebUrl target, Endpoint endpoint, Greeting greeting, Offers offers, Instant at) {
        var place = place(target, endpoint);
        var before = Optional.ofNullable(surveys.remove(place));
        if (!(greeting.handshake() instanceof Handshake.Done) || !offers.known()) {
            return;
        }
        var agreeing = before.filter(
                        known -> known.fits(greeting) && known.offers().equals(offers))
                .map(known -> Math.min(AGREEING, known.agreeing() + 1))
                .orElse(1);
        // As exact as it can be kept in the database.
        var moment = at.truncatedTo(ChronoUnit.MICROS);
        surveys.put(place, new Known(greeting.handshake(), greeting.chain(), offers, moment, agreeing));
        if (surveys.size() > MOST) {
            surveys.remove(surveys.keySet().iterator().next());
        }
    }

    /// The next looks at `target` ask everything anew.
    synchronized void forget(WebUrl target) {
        surveys.keySet().removeIf(place -> place.target().equals(target));
    }

    private static Place place(WebUrl target, Endpoint endpoint) {
        return new Place(target, endpoint.text(), endpoint.serverName());
    }
}
