package dev.tocsin.app.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// What a part of the product says of itself when asked.
public sealed interface Health {

    /// One sentence for the person who reads the health page at night.
    String words();

    record Well(String words) implements Health {}

    /// All works; a person should look before it gets worse.
    record Doubtful(String words) implements Health {}

    /// Still starting, or waiting for something outside: not broken, but no work should be sent here yet.
    record NotReady(String words) implements Health {}

    record Broken(String words) implements Health {}

    /// Asks all parts at the same time; one that has not answered after `patience` is broken, and so is one that
    /// throws.
    static Map<String, Health> ask(Map<String, Supplier<Health>> parts, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var answers = new LinkedHashMap<String, Health>();
        var asked = new ArrayList<Map.Entry<String, Future<Health>>>();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        parts.forEach((name, part) -> asked.add(Map.entry(name, threads.submit(() -> asked(part)))));
        for (var question : asked) {
            answers.put(question.getKey(), answer(question.getValue(), deadline - System.nanoTime(), patience));
        }
        threads.shutdownNow();
        return answers;
    }

    /// The HTTP status for all parts together: 500 when one is broken, else 503 when one is not ready, else 200.
    static int status(List<Health> parts) {
        var status = 200;
        for (var part : parts) {
            status = switch (part) {
                case Well _, Doubtful _ -> status;
                case NotReady _ -> status == 500 ? 500 : 503;
                case Broken _ -> 500;
            };
        }
        return status;
    }

    private static Health asked(Supplier<Health> part) {
        try {
            return part.get();
        } catch (RuntimeException failure) {
            return new Broken(String.valueOf(failure.getMessage()));
        }
    }

    private static Health answer(Future<Health> question, long nanos, Duration patience) {
        try {
            return question.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            return new Broken("did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException failure) {
            return new Broken("could not be asked: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new NotReady("is being stopped");
        }
    }
}
