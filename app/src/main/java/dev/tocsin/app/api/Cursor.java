package dev.tocsin.app.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a list goes on. Callers hand it back as it came and read nothing into it.
public final class Cursor {
    /// Behind everything that the database may hold.
    public static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private static final int MOST = 200;

    private Cursor() {}

    private static String of(Object last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// What [#of] was given; `start` where there is no cursor yet.
    /// @throws BadRequestException when it is none of ours
    public static <T> T read(@Nullable String cursor, T start, Function<String, T> parse) {
        if (cursor == null) {
            return start;
        }
        try {
            var last = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (last.codePoints().noneMatch(Character::isISOControl)) {
                return parse.apply(last);
            }
        } catch (IllegalArgumentException | DateTimeException _) {
            // Told below.
        }
        throw new BadRequestException("the cursor is none that was given here: send back \"next\" as it came");
    }

    /// One page of a list under `key`, and under `next` where it goes on.
    ///
    /// @param found one more than `most` when another page follows
    /// @param place by what the list is sorted
    public static <T> ObjectNode page(
            String key, List<T> found, int most, Function<T, ObjectNode> json, Function<T, Object> place) {
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray(key);
        found.stream().limit(most).map(json).forEach(items::add);
        return page.put("next", found.size() > most ? of(place.apply(found.get(most - 1))) : null);
    }

    /// An instant that the database knows.
    public static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(END_OF_TIME)) {
            throw new IllegalArgumentException(text);
        }
        return instant;
    }

    /// How many are wanted at once, 1 to 200.
    public static int limit(String wanted) {
        var number = wanted.matches("\\d{1,4}") ? Integer.parseInt(wanted) : 0;
        if (number < 1 || number > MOST) {
            throw new BadRequestException("limit \"%s\" is out of range: ask for 1 to %d".formatted(wanted, MOST));
        }
        return number;
    }
}
