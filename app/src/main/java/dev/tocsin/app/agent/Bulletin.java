package dev.tocsin.app.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What there is to say, once: a line goes to the log when it differs from the last of its topic. What is wrong stays
/// known until it is over, and is told to the server too.
final class Bulletin {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    void trouble(String topic, String words) {
        if (!words.equals(troubles.put(topic, words))) {
            log.warn("{}", words);
        }
    }

    /// It is over; `words` are said if there was trouble.
    void over(String topic, String words) {
        if (troubles.remove(topic) != null) {
            log.info("{}", words);
        }
    }

    void say(String words) {
        log.info("{}", words);
    }

    /// Everything that is wrong now.
    Map<String, String> troubles() {
        return Map.copyOf(troubles);
    }
}
