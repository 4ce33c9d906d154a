package dev.tocsin.incidents.delivery.twilio;

import dev.tocsin.db.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The text messages that came in within a day, with their answers. Twilio repeats a message that was not answered in
/// time: the repetition gets the first one's answer, also after a restart, and waits for it when it is still being
/// found. Where the process died in between it is acted on again, which finds done what was done.
public final class AnsweredTexts {
    private final Database database;
    private final InstantSource clock;
    private final AnsweredTextStore store = new AnsweredTextStore();
    private final Map<String, CompletableFuture<Optional<String>>> atWork = new ConcurrentHashMap<>();

    public AnsweredTexts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The answer to the message `sid`, found by `act` the first time only. A failed act is forgotten, so that the
    /// repetition tries again.
    Optional<String> answer(String sid, Supplier<Optional<String>> act) {
        var mine = new CompletableFuture<Optional<String>>();
        var earlier = Optional.ofNullable(atWork.putIfAbsent(sid, mine));
        if (earlier.isPresent()) {
            return joined(earlier.get());
        }
        try {
            var answer = found(sid, act);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            atWork.remove(sid);
        }
    }

    private Optional<String> found(String sid, Supplier<Optional<String>> act) {
        var before = database.transact(handle -> store.find(handle, sid));
        if (before.isPresent()) {
            return before.get().answer();
        }
        var answer = act.get();
        database.run(handle -> store.keep(handle, sid, answer, clock.instant()));
        return answer;
    }

    private static Optional<String> joined(CompletableFuture<Optional<String>> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the first copy of this message could not be acted on", e.getCause());
        }
    }
}
