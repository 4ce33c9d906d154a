package dev.tocsin.monitor.probe.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/// Answers of the DNS, kept as long as they say themselves and for an hour at most. An error is no answer. Those that
/// nobody asked for of late make room.
public final class KnownAnswers {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST = 20_000;

    /// What is asked.
    record Key(Name name, int type, int flag) {}

    private record Known(Message answer, long until) {}

    private final LongSupplier nanoTime;
    private final Map<Key, Known> answers = new LinkedHashMap<>();

    public KnownAnswers() {
        this(System::nanoTime);
    }

    /// @param nanoTime counts on whatever happens to the clock
    KnownAnswers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized Optional<Message> at(Key key) {
        var known = Optional.ofNullable(answers.remove(key)).filter(one -> one.until() - nanoTime.getAsLong() > 0);
        known.ifPresent(one -> answers.put(key, one));
        return known.map(Known::answer);
    }

    synchronized void learn(Key key, Message answer) {
        var kept = lifetime(answer);
        if (kept.isPositive()) {
            answers.put(key, new Known(answer, nanoTime.getAsLong() + kept.toNanos()));
            if (answers.size() > MOST) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
    }

    /// Of what is there, the shortest; of what is not, as the zone says in its SOA record (RFC 2308, 5).
    static Duration lifetime(Message answer) {
        if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
            return Duration.ZERO;
        }
        var found = answer.getSection(Section.ANSWER).stream()
                .mapToLong(Record::getTTL)
                .min();
        var missing = answer.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .mapToLong(soa -> Math.min(soa.getTTL(), ((SOARecord) soa).getMinimum()))
                .min();
        var seconds =
                found.isPresent() ? Math.min(found.getAsLong(), missing.orElse(Long.MAX_VALUE)) : missing.orElse(0);
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
}
