package dev.tocsin.monitor.location;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Regex;
import dev.tocsin.monitor.Vantage;
import dev.tocsin.monitor.json.JsonQuery;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes up values of any record of ours, component by component, so that a kind that is added is tried without a
/// word here. Only where a constructor is particular, or a type is new, there is something to say.
final class AnyRecord {
    private static final List<String> TEXTS = List.of(
            "", "shop", "Ünïcode \u2603", "a \"quoted\" \\ one", "line\nbreak\u0000", "{\"kind\":\"Http\"}", "1e5");

    private final Random random;

    AnyRecord(Random random) {
        this.random = random;
    }

    Object of(Class<?> type) {
        return make(type);
    }

    private Object make(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        var known = plain((Class<?>) type);
        return known == null ? composed((Class<?>) type) : known;
    }

    private Object container(Class<?> type, Type[] of) {
        if (type == Optional.class) {
            return random.nextBoolean() ? Optional.of(make(of[0])) : Optional.empty();
        }
        if (type == List.class) {
            return Stream.generate(() -> make(of[0])).limit(random.nextInt(3)).toList();
        }
        if (type == Map.class) {
            var map = new LinkedHashMap<Object, Object>();
            for (var i = random.nextInt(3); i > 0; i--) {
                map.put(make(of[0]), make(of[1]));
            }
            return map;
        }
        if (type == Set.class) {
            return Stream.generate(() -> make(of[0])).limit(random.nextInt(4)).collect(Collectors.toSet());
        }
        throw new IllegalStateException("say here how to make up a " + type);
    }

    private @Nullable Object plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "boolean", "Boolean" -> random.nextBoolean();
            case "int", "Integer" -> random.nextInt(1, 60_000);
            case "long", "Long" -> random.nextLong(1L << 40);
            case "double", "Double" -> random.nextInt(10_000) / 7.0;
            case "OptionalInt" -> random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty();
            case "BigDecimal" -> BigDecimal.valueOf(random.nextLong(), random.nextInt(-5, 20));
            case "Duration" -> Duration.ofNanos(random.nextLong(1L << 50));
            case "Instant" -> Instant.ofEpochSecond(random.nextLong(1L << 32), random.nextInt(1_000_000_000));
            case "URI" -> URI.create("https://user:word@shop.example.com:8443/a%20b?q=1#top");
            case "Path" -> Path.of("/etc/certs", "ca-" + random.nextInt(3) + ".pem");
            case "Regex" ->
                Regex.of(Pattern.compile("a/[0-9]+|\"", random.nextBoolean() ? 0 : Pattern.CASE_INSENSITIVE));
            case "Secret" -> new Secret("made-here-" + random.nextInt());
            case "JsonQuery" -> JsonQuery.parse("$.nodes[*]['a \"b\"']");
            default -> type.isEnum() ? type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)] : null;
        };
    }

    private Object composed(Class<?> type) {
        if (type.isSealed()) {
            // Heartbeats and posture stay with the server.
            var kinds = SealedTypes.kinds(type)
                    .filter(kind -> kind != Probe.Heartbeat.class && kind != Probe.Posture.class)
                    .toList();
            return make(kinds.get(random.nextInt(kinds.size())));
        }
        if (type == StatusRange.class) {
            return new StatusRange(100 + random.nextInt(100), 200 + random.nextInt(400));
        }
        if (type == Confirmation.class) {
            return new Confirmation(1 + random.nextInt(20), 1 + random.nextInt(20), (Duration) make(Duration.class));
        }
        if (type == Vantage.class) {
            return random.nextBoolean()
                    ? Vantage.ALONE
                    : new Vantage(List.of(new Location("fra"), Location.HERE, new Location("nyc")), 2);
        }
        if (type == Probe.WebSocket.class) {
            return new Probe.WebSocket(
                    URI.create("wss://user@shop.example.com/feed"),
                    ((Probe.Http) make(Probe.Http.class)).headers(),
                    ((Probe.Tcp) make(Probe.Tcp.class)).steps(),
                    (ConnectionExpectation) make(ConnectionExpectation.class),
                    (Endpoint) make(Endpoint.class));
        }
        if (!type.isRecord()) {
            throw new IllegalStateException("say here how to make up a " + type);
        }
        return record(type);
    }

    private Object record(Class<?> type) {
        try {
            var components = type.getRecordComponents();
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(Arrays.stream(components)
                    .map(component -> make(component.getGenericType()))
                    .toArray());
        } catch (ReflectiveOperationException particular) {
            throw new IllegalStateException("say here how to make up a " + type, particular);
        }
    }
}
