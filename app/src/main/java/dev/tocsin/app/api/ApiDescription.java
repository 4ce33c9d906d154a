package dev.tocsin.app.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Describes resources in OpenAPI 3.1: read off the same annotations by which they are served, so that it is never
/// behind. It names paths, parameters and scopes; what bodies hold stands in `docs/`. Pure.
///
/// [The specification](https://spec.openapis.org/oas/v3.1.0)
public final class ApiDescription {
    private static final String ROOT = "/api/v1";
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\s*(\\w+)\\s*(?::[^{}]*)?}");
    private static final String PROBLEM = "application/problem+json";

    private record Operation(String path, String verb, Method method) {}

    private ApiDescription() {}

    /// Of those `resources` whose paths are below `/api/v1`.
    public static ObjectNode of(Collection<?> resources, String version) {
        var json = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        json.putObject("info")
                .put("title", "Tocsin")
                .put("version", version)
                .put("description", "Errors are problems by RFC 9457. Lists go on behind `next`, as `cursor`.");
        var paths = json.putObject("paths");
        resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getClass().getMethods()))
                .flatMap(method -> operation(method).stream())
                .filter(operation -> operation.path().startsWith(ROOT))
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::verb))
                .forEach(operation -> describe(
                        operation, paths.withObjectProperty(operation.path()).putObject(operation.verb())));
        var components = json.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "Made by `tocsin token create NAME --scope SCOPE`.");
        problem(components.putObject("responses").putObject("problem"));
        return json;
    }

    private static Optional<Operation> operation(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .findFirst()
                .map(verb -> new Operation(
                        path(method.getDeclaringClass().getAnnotation(Path.class))
                                + path(method.getAnnotation(Path.class)),
                        verb.value().toLowerCase(Locale.ROOT),
                        method));
    }

    /// Without the pattern that an identifier must have, which OpenAPI does not know.
    private static String path(@org.jspecify.annotations.Nullable Path path) {
        if (path == null) {
            return "";
        }
        var bare = TEMPLATE.matcher(path.value()).replaceAll("{$1}").replaceAll("^/|/$", "");
        return bare.isEmpty() ? "" : "/" + bare;
    }

    private static void describe(Operation operation, ObjectNode json) {
        var method = operation.method();
        var noun = method.getDeclaringClass().getSimpleName().replaceAll("Resource$", "");
        json.put("operationId", noun + "." + method.getName());
        json.putArray("tags").add(noun);
        var roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            json.putArray("security").addObject();
        } else {
            var scopes = json.putArray("security").addObject().putArray("token");
            Arrays.stream(roles.value()).forEach(scopes::add);
        }
        var parameters = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(method.getParameters()).forEach(parameter -> add(parameter, parameters));
        if (operation.verb().equals("post") && isOncePerKey(method)) {
            parameters.add(parameter("Idempotency-Key", "header"));
        }
        if (!parameters.isEmpty()) {
            json.set("parameters", parameters);
        }
        body(method)
                .ifPresent(type -> json.putObject("requestBody")
                        .putObject("content")
                        .putObject(type)
                        .putObject("schema")
                        .put("type", "object"));
        var responses = json.putObject("responses");
        responses.putObject("2XX").put("description", "Done.");
        responses.putObject("default").put("$ref", "#/components/responses/problem");
    }

    private static void add(Parameter parameter, ArrayNode all) {
        var path = parameter.getAnnotation(PathParam.class);
        var query = parameter.getAnnotation(QueryParam.class);
        var header = parameter.getAnnotation(HeaderParam.class);
        if (path != null) {
            all.add(parameter(path.value(), "path").put("required", true));
        } else if (query != null) {
            all.add(parameter(query.value(), "query"));
        } else if (header != null) {
            all.add(parameter(header.value(), "header"));
        }
    }

    private static ObjectNode parameter(String name, String in) {
        var json = JsonNodeFactory.instance.objectNode().put("name", name).put("in", in);
        json.putObject("schema").put("type", "string");
        return json;
    }

    private static boolean isOncePerKey(Method method) {
        return method.isAnnotationPresent(OncePerKey.class)
                || method.getDeclaringClass().isAnnotationPresent(OncePerKey.class);
    }

    /// The type of what is sent; empty where nothing is.
    private static Optional<String> body(Method method) {
        var reads = Arrays.stream(method.getParameters()).anyMatch(one -> one.getAnnotations().length == 0);
        var consumes = Optional.ofNullable(method.getAnnotation(Consumes.class))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Consumes.class)));
        return reads ? consumes.map(one -> one.value()[0]).or(() -> Optional.of("application/json")) : Optional.empty();
    }

    private static void problem(ObjectNode json) {
        json.put("description", "What is wrong and how to mend it (RFC 9457).");
        var properties = json.putObject("content")
                .putObject(PROBLEM)
                .putObject("schema")
                .put("type", "object")
                .putObject("properties");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
        properties.putObject("errors").put("type", "array").putObject("items").put("type", "object");
    }
}
