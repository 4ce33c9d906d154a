package dev.tocsin.monitor.location;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells Jackson of our sealed interfaces: a value says which `kind` it is, and the kinds are those that the
/// interface permits. So a kind that is added later travels without a word here.
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;
    private static final String OURS = "dev.tocsin.";

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
        if (!isOurs(type.getRawType())) {
            return super.findTypeResolver(config, type, baseType);
        }
        return new StdTypeResolverBuilder()
                .init(JsonTypeInfo.Id.NAME, null)
                .inclusion(JsonTypeInfo.As.PROPERTY)
                .typeProperty("kind");
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
        return isOurs(type.getRawType())
                ? kinds(type.getRawType())
                        .map(kind -> new NamedType(kind, kind.getSimpleName()))
                        .toList()
                : super.findSubtypes(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type.isInterface() && type.isSealed() && type.getName().startsWith(OURS);
    }

    /// The kinds themselves, also those of a sealed interface within another.
    static Stream<Class<?>> kinds(Class<?> type) {
        return Optional.<Class<?>[]>ofNullable(type.getPermittedSubclasses()).stream()
                .flatMap(Stream::of)
                .flatMap(kind -> kind.isSealed() ? kinds(kind) : Stream.of(kind));
    }
}
