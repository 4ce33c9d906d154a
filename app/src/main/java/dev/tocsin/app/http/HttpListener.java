package dev.tocsin.app.http;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.app.edge.Edge;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The public listener, with the resources behind the edge, and the admin listener.
public final class HttpListener implements AutoCloseable {
    private static final Duration HEAD_LIMIT = Duration.ofSeconds(15);
    private final Server server;

    /// Nothing is ready before it is asked for.
    public HttpListener(
            HttpSettings settings,
            List<Object> resources,
            Edge edge,
            UnaryOperator<Handler> front,
            Map<String, Supplier<Health>> parts,
            Supplier<String> metrics) {
        this(settings, resources, edge, (request, response, callback) -> false, front, parts, metrics);
    }

    /// `ready` answers at once and with all headers what it has in memory; it must never wait. `front` may put a
    /// handler before the servlets of the public listener; it hands on what it does not know. `parts` are asked for
    /// `/healthcheck`, `metrics` for `/metrics`.
    /// @throws IllegalStateException when a method of a resource does not say who may call it
    public HttpListener(
            HttpSettings settings,
            List<Object> resources,
            Edge edge,
            Request.Handler ready,
            UnaryOperator<Handler> front,
            Map<String, Supplier<Health>> parts,
            Supplier<String> metrics) {
        var environment = new Environment(
                "tocsin",
                json(),
                Validators.newValidatorFactory(),
                new MetricRegistry(),
                HttpListener.class.getClassLoader(),
                new HealthCheckRegistry(),
                new Configuration());
        edge.guard(environment.jersey().getResourceConfig(), resources);
        this.server = new Listeners(settings, ready, front, new AdminPages(parts, metrics)).build(environment);
    }

    /// Our JSON: instants as RFC 3339, no null for an empty `Optional`'s sake, unknown keys of callers passed over.
    public static ObjectMapper json() {
        return Jackson.newMinimalObjectMapper()
                .registerModule(new com.fasterxml.jackson.datatype.jdk8.Jdk8Module())
                .registerModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /// Listens and answers. Blocks until both listeners are open.
    /// @throws PortUnavailable when a port cannot be had
    public void start() {
        open(connector(0), "http.port", "http.bind");
        open(connector(1), "http.adminPort", "http.adminBind");
        try {
            server.start();
            for (var index = 0; index < server.getConnectors().length; index++) {
                var slow = new SlowHeads(HEAD_LIMIT, connector(index).getScheduler());
                connector(index).addBean(slow);
                slow.start();
            }
        } catch (Exception fault) {
            close();
            throw new IllegalStateException("the HTTP listener could not be started: " + fault.getMessage(), fault);
        }
    }

    /// The public port, also when the settings left the choice to us.
    public int port() {
        return connector(0).getLocalPort();
    }

    public int adminPort() {
        return connector(1).getLocalPort();
    }

    /// Takes no new request and waits at most 15 s for those at work.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception fault) {
            throw new IllegalStateException("the HTTP listener did not stop in order: " + fault.getMessage(), fault);
        }
    }

    private ServerConnector connector(int index) {
        return (ServerConnector) server.getConnectors()[index];
    }

    /// Opened one by one and before all else, so that the message can name the one that failed.
    private void open(ServerConnector connector, String portKey, String bindKey) {
        try {
            connector.open();
        } catch (IOException fault) {
            close();
            throw new PortUnavailable(reason(connector, fault, portKey, bindKey), fault);
        }
    }

    private static String reason(ServerConnector connector, IOException fault, String portKey, String bindKey) {
        var cause = fault.getCause() instanceof BindException bind ? bind : fault;
        var words = String.valueOf(cause.getMessage());
        var place = connector.getHost() + ":" + connector.getPort();
        if (words.contains("in use")) {
            return "port %d on %s is in use; stop what listens there, or set %s to a free port"
                    .formatted(connector.getPort(), connector.getHost(), portKey);
        }
        if (words.contains("denied")) {
            return "may not listen on %s, ports below 1024 belong to root; set %s to a higher one"
                    .formatted(place, portKey);
        }
        return "cannot listen on %s (%s); set %s to an address of this machine".formatted(place, words, bindKey);
    }
}
