package dev.tocsin.app.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What there is to say, once. What is wrong stays known until it is over, and is told to the server too.
final class Bulletin {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private final Map<Topic, Trouble> troubles = new ConcurrentHashMap<>();

    /// What can be wrong.
    enum Topic {
        SERVER,
        CLOCK,
        LEAD,
        VERSION,
        SIGHT,
        DISK
    }

    private record Trouble(String kind, String words) {}

    /// Something is wrong. It goes to the log when it is of another `kind` than the last of its topic: the words
    /// may differ from time to time, and the first are enough.
    void trouble(Topic topic, String kind, String words) {
        var before = troubles.put(topic, new Trouble(kind, words));
        if (before == null || !before.kind().equals(kind)) {
            log.warn("{}", words);
        }
    }

    /// It is over; `words` are said if there was trouble.
    void over(Topic topic, String words) {
        if (troubles.remove(topic) != null) {
            log.info("{}", words);
        }
    }

    void say(String words) {
        log.info("{}", words);
    }

    /// Everything that is wrong now, by topic.
    Map<Topic, String> troubles() {
        var all = new ConcurrentHashMap<Topic, String>();
        troubles.forEach((topic, trouble) -> all.put(topic, trouble.words()));
        return Map.copyOf(all);
    }
}
