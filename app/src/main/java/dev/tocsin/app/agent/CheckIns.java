package dev.tocsin.app.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.agent.Bulletin.Topic;
import dev.tocsin.monitor.location.Assignment;
import dev.tocsin.monitor.location.CheckIn;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.location.Lookout;
import dev.tocsin.monitor.location.Protocol;
import dev.tocsin.monitor.location.UnpackedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Tells the server every few seconds how we are, and hears what is to be looked at. While the server is away
/// looking goes on; while it will not have us, or our clock is wrong, it rests.
final class CheckIns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(60);
    private static final Duration WORTH_A_WORD = Duration.ofMillis(500);
    private static final Duration TOO_FAR = Duration.ofSeconds(5);

    private final AgentSettings settings;
    private final String session;
    private final Instant startedAt;
    private final Upstream upstream;
    private final Lookout lookout;
    private final Poster poster;
    private final UnpackedFiles files;
    private final Backoff backoff;
    private final Bulletin bulletin;
    private final InstantSource clock;
    private Assignment assignment = Assignment.NONE;
    private Assignment inForce = Assignment.NONE;
    private String tag = "";
    private boolean clockIsWrong;
    private volatile boolean joined;
    private volatile Duration offset = Duration.ZERO;
    private volatile Duration took = Duration.ZERO;

    /// What one check-in came to: when the next is due, or why there shall be none.
    sealed interface Next {
        record After(Duration pause) implements Next {}

        /// Before the first success only: somebody is there who can mend it.
        record Never(String words) implements Next {}
    }

    CheckIns(
            AgentSettings settings,
            String session,
            Upstream upstream,
            Lookout lookout,
            Poster poster,
            UnpackedFiles files,
            Backoff backoff,
            Bulletin bulletin,
            InstantSource clock) {
        this.settings = settings;
        this.session = session;
        this.startedAt = clock.instant();
        this.upstream = upstream;
        this.lookout = lookout;
        this.poster = poster;
        this.files = files;
        this.backoff = backoff;
        this.bulletin = bulletin;
        this.clock = clock;
    }

    boolean joined() {
        return joined;
    }

    /// How far our clock is ahead of the server's.
    Duration offset() {
        return offset;
    }

    /// How long the last check-in took.
    Duration took() {
        return took;
    }

    /// Checks in once. Blocks for 10 s at most.
    Next checkIn() {
        var sent = clock.instant();
        var said = new CheckIn(
                Protocol.VERSION,
                settings.version(),
                session,
                startedAt,
                sent,
                offset.toMillis(),
                poster.waiting(),
                poster.dropped(),
                lookout.missed(),
                bulletin.troubles().values().stream().sorted().toList(),
                tag);
        return switch (upstream.post("check-in", said.json(), PATIENCE)) {
            case Reply.Done done -> heard(done, sent);
            case Reply.Refused refused -> refused(refused.words());
            case Reply.Away away -> {
                bulletin.trouble(
                        Topic.SERVER,
                        "away",
                        joined
                                ? away.whileLooking()
                                : "the server is away (" + away.words() + "): trying until it is there");
                yield new Next.After(backoff.next());
            }
        };
    }

    private Next heard(Reply.Done done, Instant sent) {
        var json = done.json();
        var theirs = json.path("protocol").asInt();
        if (theirs != Protocol.VERSION) {
            return refused(Protocol.mismatch("agent", theirs));
        }
        try {
            took = done.took();
            compareClocks(Instant.parse(json.path("now").asText()), sent);
            if (!joined) {
                joined = true;
                bulletin.say("joined; the server answered in %d ms".formatted(took.toMillis()));
            }
            learn(json, json.path("leads").asBoolean());
        } catch (IOException | UncheckedIOException | DateTimeParseException strange) {
            bulletin.trouble(Topic.SERVER, "strange", "the server's answer is not understood: " + strange.getMessage());
            return new Next.After(backoff.next());
        }
        backoff.reset();
        bulletin.over(Topic.SERVER, "the server is back, " + poster.waiting() + " looks wait");
        poster.serverIsBack();
        return new Next.After(Locations.CHECK_IN_EVERY);
    }

    private Next refused(String words) {
        if (!joined) {
            return new Next.Never(words);
        }
        bulletin.trouble(Topic.SERVER, "refused", words + "; nothing is looked at until this is mended");
        assignment = Assignment.NONE;
        tag = "";
        assign(Assignment.NONE);
        return new Next.After(UNTIL_MENDED);
    }

    /// Half of the time there and back is how wrong the comparison may be.
    private void compareClocks(Instant theirs, Instant sent) {
        var half = took.dividedBy(2);
        offset = Duration.between(theirs, sent.plus(half));
        var sure = offset.abs().minus(half);
        clockIsWrong = sure.compareTo(TOO_FAR) > 0;
        var words = String.format(
                Locale.ROOT,
                "the clock here is %.1f s %s the server's",
                offset.abs().toMillis() / 1e3,
                offset.isNegative() ? "behind" : "ahead of");
        if (clockIsWrong) {
            bulletin.trouble(Topic.CLOCK, "wrong", words + ": set it by NTP, nothing is looked at until then");
        } else if (sure.compareTo(WORTH_A_WORD) > 0) {
            bulletin.trouble(Topic.CLOCK, "off", words + ": set it by NTP; from 5 s on nothing would be looked at");
        } else {
            bulletin.over(Topic.CLOCK, "the clock agrees with the server's again");
        }
    }

    private void learn(JsonNode json, boolean leads) throws IOException {
        var news = Optional.of(json.path("assignment")).filter(JsonNode::isObject);
        if (news.isPresent()) {
            assignment = Assignment.read(news.get(), files::unpack);
            tag = json.path("tag").asText();
            noteVersions();
        }
        if (leads) {
            bulletin.over(Topic.LEAD, "looks for " + settings.location() + " again");
        } else {
            assignment = Assignment.NONE;
            tag = "";
            bulletin.trouble(
                    Topic.LEAD,
                    "standing by",
                    "another agent for " + settings.location()
                            + " was started later and looks now: this one stands by, and takes over when that one is gone");
        }
        assign(leads && !clockIsWrong ? assignment : Assignment.NONE);
    }

    private void assign(Assignment due) {
        if (!due.equals(inForce)) {
            inForce = due;
            lookout.assign(due);
            bulletin.say("looks at %d monitor%s".formatted(lookout.size(), lookout.size() == 1 ? "" : "s"));
        }
    }

    private void noteVersions() {
        if (assignment.notUnderstood().isEmpty()) {
            bulletin.over(Topic.VERSION, "understands all monitors again");
            return;
        }
        var first = assignment.notUnderstood().entrySet().stream()
                .min((one, other) -> one.getKey().compareTo(other.getKey()))
                .orElseThrow();
        bulletin.trouble(
                Topic.VERSION,
                assignment.notUnderstood().keySet().toString(),
                "%d monitor%s cannot be looked at by this version (%s: %s): install the server's version here"
                        .formatted(
                                assignment.notUnderstood().size(),
                                assignment.notUnderstood().size() == 1 ? "" : "s",
                                first.getKey(),
                                first.getValue()));
    }
}
