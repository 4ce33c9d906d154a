package dev.tocsin.monitor.location;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Regex;
import dev.tocsin.monitor.json.JsonQuery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// JSON that another process of ours reads back to equal values. Records go as they are, component by component,
/// and so what is added to one travels by itself.
///
/// Reading is strict: a component that is unknown or missing is a fault, for the two processes are of different
/// versions then, and a check that one of them does not know of would be passed over in silence.
///
/// Secrets go in the clear: this is for nobody's eyes, and for TLS only.
final class PortableJson {
    private static final String PATHS = "paths";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(ours())
            .annotationIntrospector(new SealedTypes())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PortableJson() {}

    /// @param type what the reader will ask for
    static byte[] bytes(Object value, Class<?> type) {
        try {
            return MAPPER.writerFor(type).writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a " + type.getSimpleName() + " cannot travel", bug);
        }
    }

    /// @param pack what stands for a file that a value speaks of
    static JsonNode tree(Object value, Class<?> type, Function<Path, Attachment> pack) {
        ObjectWriter writer = MAPPER.writerFor(type).withAttribute(PATHS, pack);
        try {
            return MAPPER.readTree(writer.writeValueAsBytes(value));
        } catch (IOException bug) {
            throw new IllegalStateException("a " + type.getSimpleName() + " cannot travel", bug);
        }
    }

    /// @throws IOException when it is not what `type` can be, in a line that names the place
    static <T> T read(byte[] json, Class<T> type) throws IOException {
        return MAPPER.readerFor(type).readValue(json);
    }

    /// @param unpack where the file lies that stands for what a value speaks of
    /// @throws IOException when it is not what `type` can be
    static <T> T read(JsonNode json, Class<T> type, Function<Attachment, Path> unpack) throws IOException {
        ObjectReader reader = MAPPER.readerFor(type).withAttribute(PATHS, unpack);
        return reader.readValue(json);
    }

    /// Why something could not be read, without any value that stands in it: some are secret.
    static String complaint(Exception fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown ->
                "\"" + unknown.getPropertyName() + "\" is not known to this version";
            case InvalidTypeIdException unknown ->
                "the kind \"" + unknown.getTypeId() + "\" is not known to this version";
            case JsonMappingException other ->
                "it is of another form than this version knows, at "
                        + other.getPath().stream()
                                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                                .collect(Collectors.joining("."));
            default -> "it is of another form than this version knows";
        };
    }

    private static SimpleModule ours() {
        return new SimpleModule()
                .addSerializer(Set.class, new SetWriter())
                .addSerializer(Path.class, new PathWriter())
                .addDeserializer(Path.class, new PathReader())
                .addSerializer(Secret.class, writer(Secret::reveal))
                .addDeserializer(Secret.class, reader(Secret::new))
                .addSerializer(JsonQuery.class, writer(JsonQuery::toString))
                .addDeserializer(JsonQuery.class, reader(JsonQuery::parse))
                .addSerializer(BigDecimal.class, writer(BigDecimal::toString))
                .addDeserializer(BigDecimal.class, reader(BigDecimal::new))
                .addSerializer(Regex.class, writer(PortableJson::text))
                .addDeserializer(Regex.class, reader(PortableJson::regex));
    }

    private static String text(Regex regex) {
        return regex.pattern().flags() + "/" + regex.pattern().pattern();
    }

    private static Regex regex(String text) {
        var slash = text.indexOf('/');
        return Regex.of(Pattern.compile(text.substring(slash + 1), Integer.parseInt(text.substring(0, slash))));
    }

    private static <T> JsonSerializer<T> writer(Function<T, String> text) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(text.apply(value));
            }
        };
    }

    private static <T> JsonDeserializer<T> reader(Function<String, T> parse) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return parse.apply(json.getText());
            }
        };
    }

    /// In an order of its own, so that the same set is the same text on every node.
    @SuppressWarnings("rawtypes")
    private static final class SetWriter extends JsonSerializer<Set> {

        @Override
        public void serialize(Set set, JsonGenerator json, SerializerProvider provider) throws IOException {
            var elements = new ArrayList<Object>();
            for (Object element : set) {
                elements.add(element);
            }
            elements.sort(Comparator.comparing(Object::toString));
            json.writeStartArray();
            for (var element : elements) {
                provider.defaultSerializeValue(element, json);
            }
            json.writeEndArray();
        }
    }

    private static final class PathWriter extends JsonSerializer<Path> {

        // The attribute is what `tree` set.
        @SuppressWarnings("unchecked")
        @Override
        public void serialize(Path file, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (!(provider.getAttribute(PATHS) instanceof Function<?, ?> pack)) {
                throw new IOException("nobody packs the file " + file);
            }
            json.writePOJO(((Function<Path, Attachment>) pack).apply(file));
        }
    }

    private static final class PathReader extends JsonDeserializer<Path> {

        @SuppressWarnings("unchecked")
        @Override
        public Path deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var attachment = context.readValue(json, Attachment.class);
            if (!(context.getAttribute(PATHS) instanceof Function<?, ?> unpack)) {
                throw new IOException("nobody unpacks the file " + attachment.name());
            }
            return ((Function<Attachment, Path>) unpack).apply(attachment);
        }
    }
}
