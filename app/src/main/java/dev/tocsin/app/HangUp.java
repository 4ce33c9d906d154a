package dev.tocsin.app;

import java.lang.reflect.Proxy;

/// SIGHUP, where the system has it. The JDK gives signals only through a class outside of its public API, so it is
/// reached by name, and its absence means that a reload needs the API.
final class HangUp {

    private HangUp() {}

    /// Runs `action` on each SIGHUP; false when this JVM cannot tell us of signals.
    // A proxy has no equality but its identity.
    @SuppressWarnings("ReferenceEquality")
    static boolean on(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var handle = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                Thread.ofVirtual().name("reload").start(action);
                                yield null;
                            }
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            default -> "SIGHUP handler";
                        };
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handle);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            return false;
        }
    }
}
