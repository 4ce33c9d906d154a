package dev.tocsin.incidents.delivery.twilio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The last thousand text messages that came in, with their answers. Twilio repeats a message that was not answered in
/// time: the repetition gets the first one's answer, and waits for it when it is still being found.
final class AnsweredTexts {

    private static final int KEPT = 1_000;

    private final Map<String, CompletableFuture<Optional<String>>> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Optional<String>>> eldest) {
            return size() > KEPT;
        }
    };

    /// The answer to the message `sid`, found by `act` the first time only. A failed act is forgotten, so that the
    /// repetition tries again.
    Optional<String> answer(String sid, Supplier<Optional<String>> act) {
        var mine = new CompletableFuture<Optional<String>>();
        var earlier = remember(sid, mine);
        if (earlier.isPresent()) {
            return joined(earlier.get());
        }
        try {
            var answer = act.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            forget(sid);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized Optional<CompletableFuture<Optional<String>>> remember(
            String sid, CompletableFuture<Optional<String>> answer) {
        return Optional.ofNullable(answers.putIfAbsent(sid, answer));
    }

    private synchronized void forget(String sid) {
        answers.remove(sid);
    }

    private static Optional<String> joined(CompletableFuture<Optional<String>> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the first copy of this message could not be acted on", e.getCause());
        }
    }
}
