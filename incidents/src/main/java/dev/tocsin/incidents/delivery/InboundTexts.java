package dev.tocsin.incidents.delivery;

import java.util.Optional;

/// Takes text messages that people send to us.
public interface InboundTexts {

    /// `from` is the sender's number in E.164. The answer, when there is one, goes back to the sender by the same way.
    /// Called at most a few times for one message: providers repeat what we did not answer in time.
    Optional<String> received(String from, String text);
}
