package dev.tocsin.monitor.posture.watch;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.LookListener;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.posture.HstsCheck;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PostureVerdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Remembers what looks at the posture of targets found, and tells when that became worse. A look that saw nothing
/// changes nothing.
public final class Postures implements LookListener {

    /// What is critical is looked at once more after this long before anybody is called.
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private final Database database;
    private final Holds holds;
    private final PostureListener listener;
    private final InstantSource clock;
    private final FindingStore findings = new FindingStore();
    private final PostureStore targets = new PostureStore();
    private final CertificateStore certificates = new CertificateStore();

    public Postures(Database database, Holds holds, PostureListener listener, InstantSource clock) {
        this.database = database;
        this.holds = holds;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> looked(Handle handle, MonitorId id, Monitor monitor, Observation seen) {
        if (!(monitor.probe() instanceof Probe.Posture probe)) {
            return Optional.empty();
        }
        return seen.evidence()
                .facts()
                .filter(PostureFacts.class::isInstance)
                .map(PostureFacts.class::cast)
                .flatMap(facts -> looked(
                        handle, id, monitor, probe, facts, seen.evidence().at()));
    }

    private Optional<Instant> looked(
            Handle handle, MonitorId id, Monitor monitor, Probe.Posture probe, PostureFacts facts, Instant at) {
        var digest = Digest.of(facts, probe.measure(), at);
        return targets.again(handle, id, digest, at)
                ? Optional.empty()
                : folded(handle, id, monitor, probe, facts, at, digest);
    }

    private Optional<Instant> folded(
            Handle handle,
            MonitorId id,
            Monitor monitor,
            Probe.Posture probe,
            PostureFacts facts,
            Instant at,
            String digest) {
        var known = findings.rows(handle, id);
        var shown = certificates.known(handle, id);
        var run = new Run(
                at,
                facts.whole(),
                holds.on(handle, monitor, at).isPresent(),
                targets.measure(handle, id).filter(facts.measure()::equals).isEmpty(),
                off(probe.measure().policy()),
                new Recollection(shown, known, probe.measure(), at).of(facts));
        var folded = PostureFold.after(courses(known), run);
        var next = FindingStore.next(known, run, folded.courses());
        findings.write(handle, id, known, next, run);
        certificates.seen(handle, id, facts.leaves(), at);
        var settled = settled(folded, next, run)
                && facts.leaves().stream()
                        .allMatch(leaf ->
                                shown.stream().anyMatch(one -> one.sha256().equals(leaf.sha256())));
        targets.seen(handle, id, facts, at, settled ? Optional.of(digest) : Optional.empty());
        if (!folded.news().isEmpty()) {
            listener.postureChanged(
                    handle,
                    folded.news().stream()
                            .map(news -> told(id, monitor, news, at))
                            .toList());
        }
        return folded.doubt() ? Optional.of(at.plus(DOUBT)) : Optional.empty();
    }

    /// Whether the same look once more would leave all as it is, also with nothing that holds a call back. The days of
    /// a domain at risk are counted, so that each look says another thing.
    private static boolean settled(PostureFold.Folded folded, Map<String, FindingStore.Row> rows, Run run) {
        var same = run.again();
        var again = PostureFold.after(folded.courses(), same);
        return again.courses().equals(folded.courses())
                && again.news().isEmpty()
                && !again.doubt()
                && FindingStore.next(rows, same, again.courses()).equals(rows)
                && Optional.ofNullable(run.sightings().get(HstsCheck.PRELOAD_AT_RISK.id()))
                        .filter(risk -> risk.verdict() == PostureVerdict.FAIL)
                        .isEmpty();
    }

    private static Map<String, Course> courses(Map<String, FindingStore.Row> rows) {
        var courses = new LinkedHashMap<String, Course>();
        rows.forEach((check, row) -> row.course().ifPresent(course -> courses.put(check, course)));
        return courses;
    }

    private static Set<String> off(PosturePolicy policy) {
        return policy.wishes().entrySet().stream()
                .filter(wish -> wish.getValue() instanceof PosturePolicy.Wish.Off)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static PostureNews told(MonitorId id, Monitor monitor, PostureFold.News news, Instant at) {
        return new PostureNews(
                id, monitor, news.cause(), news.severity(), news.worse(), news.better(), news.over(), at);
    }

    /// Inside a transaction: the incidents of a monitor that nobody looks at any more are over. Should it come back,
    /// what is bad then is news again.
    public void forget(Handle handle, MonitorId id) {
        findings.forgetAlarms(handle, id);
        targets.unsettle(handle, id);
    }

    /// How every target stands that is looked at, what needs doing first at the head.
    public List<PostureState> all(Handle handle) {
        return targets.states(handle, certificates.current(handle)).stream()
                .sorted(PostureState.URGENT_FIRST)
                .toList();
    }

    /// All that is known of one target; empty when its posture was never looked at.
    public Optional<PostureRecord> find(Handle handle, MonitorId id) {
        return targets.state(handle, id, certificates.current(handle))
                .map(state -> new PostureRecord(
                        state,
                        findings.told(handle, id),
                        certificates.history(handle, id),
                        findings.changes(handle, id)));
    }

    /// Forgets certificates and changes that are older than `kept`.
    public void dropOlder(Duration kept) {
        var before = clock.instant().minus(kept);
        database.run(handle -> {
            findings.dropChanges(handle, before);
            certificates.drop(handle, before);
        });
    }
}
