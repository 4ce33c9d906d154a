package dev.tocsin.app.edge;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Every method of a resource must itself say who may call it: `@RolesAllowed` with the words of [Scope], or
/// `@PermitAll`. One that does not stops the start, so nothing is ever reachable because somebody forgot.
final class DenyByDefault implements DynamicFeature {

    /// Asked by Jersey for each method of our resources as the application starts.
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var method = resource.getResourceMethod();
        if (method.getDeclaringClass().getName().startsWith("org.glassfish.jersey.")) {
            return;
        }
        check(method);
    }

    /// The same for all methods of `resources`, before anything is started.
    static void check(List<Object> resources) {
        resources.stream()
                .map(resource -> resource instanceof Class<?> type ? type : resource.getClass())
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(DenyByDefault::answersRequests)
                .forEach(DenyByDefault::check);
    }

    private static void check(Method method) {
        var name = method.getDeclaringClass().getName() + "." + method.getName();
        if (method.isAnnotationPresent(PermitAll.class) || method.isAnnotationPresent(DenyAll.class)) {
            return;
        }
        var allowed = method.getAnnotation(RolesAllowed.class);
        if (allowed == null || allowed.value().length == 0) {
            throw new IllegalStateException(
                    name + " does not say who may call it; give it @RolesAllowed(\"a scope\") or @PermitAll");
        }
        for (var word : allowed.value()) {
            if (Scope.of(word).isEmpty()) {
                throw new IllegalStateException(
                        name + " allows \"" + word + "\", which is no scope; the scopes are " + Scope.words());
            }
        }
    }

    private static boolean answersRequests(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(
                        annotation -> annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class));
    }
}
