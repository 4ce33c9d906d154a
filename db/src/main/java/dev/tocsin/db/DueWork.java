package dev.tocsin.db;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Which work has rows that are due, asked in one statement: a dozen statements a second that find nothing would cost
/// more than many a look.
final class DueWork {
    private final Map<String, String> questions = new ConcurrentSkipListMap<>();

    void add(String work, String rows) {
        if (work.indexOf('\'') >= 0) {
            throw new IllegalArgumentException("the name of a work has no quotes: " + work);
        }
        questions.put(work, rows);
    }

    List<String> at(Handle handle, Instant now) {
        if (questions.isEmpty()) {
            return List.of();
        }
        var question = questions.entrySet().stream()
                .map(one -> "select '%s' as work where exists (%s)".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(" union all "));
        return handle.createQuery(question).bind("now", now).mapTo(String.class).list();
    }
}
