package dev.tocsin.app.http;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.guard.AddressRange;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.request.logging.RequestLogFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.servlet.Servlet;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/// Dropwizard's server with our two listeners: `front` stands before the servlets of the public one, `ready` before
/// everything there is, and the
/// admin one shows our own pages in place of Dropwizard's, whose tasks and thread dumps nobody needs to reach
/// by HTTP.
final class Listeners extends DefaultServerFactory {
    private static final Duration IDLE = Duration.seconds(30);
    private static final Duration GRACE = Duration.seconds(15);
    private final boolean https;
    private final List<AddressRange> proxies;
    private final Request.Handler ready;
    private final UnaryOperator<Handler> front;
    private final Handler admin;

    Listeners(HttpSettings settings, Request.Handler ready, UnaryOperator<Handler> front, Handler admin) {
        this.https = settings.https();
        this.proxies = settings.trustedProxies();
        this.ready = ready;
        this.front = front;
        this.admin = admin;
        setApplicationConnectors(List.of(publicConnector(settings)));
        setAdminConnectors(List.of(connector(settings.adminBind(), settings.adminPort())));
        setEnableVirtualThreads(true);
        setEnableAdminVirtualThreads(true);
        setEnableThreadNameFilter(false);
        setRegisterDefaultExceptionMappers(false);
        setAllowedMethods(Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"));
        setShutdownGracePeriod(GRACE);
        setRequestLogFactory(new NoRequestLog());
    }

    @Override
    public Server build(Environment environment) {
        var server = super.build(environment);
        FastPath.install(server, ready, new SecurityHeaders(https, server.getHandler()));
        server.setErrorHandler(new ProblemPages(https));
        environment.getApplicationContext().setErrorHandler(new ProblemPages(https));
        return server;
    }

    @Override
    protected Handler createAppServlet(
            Server server,
            JerseyEnvironment jersey,
            ObjectMapper json,
            Validator validator,
            MutableServletContextHandler context,
            @Nullable Servlet container,
            MetricRegistry metrics) {
        return new Proxies(
                proxies,
                front.apply(new SlowBodies(new Guests(
                        super.createAppServlet(server, jersey, json, validator, context, container, metrics)))));
    }

    @Override
    protected Handler createAdminServlet(
            Server server,
            MutableServletContextHandler context,
            MetricRegistry metrics,
            HealthCheckRegistry healthChecks,
            AdminEnvironment environment) {
        return admin;
    }

    @Override
    protected void printBanner(String name) {}

    /// What is spelled oddly reaches the page, which says that there is none, and goes no further.
    private static ConnectorFactory publicConnector(HttpSettings settings) {
        var connector = connector(settings.bind(), settings.port());
        connector.setUriCompliance(UriCompliance.UNSAFE);
        return connector;
    }

    /// A client that sends or reads more slowly than this, or not at all, is cut off: it holds a thread and a buffer.
    private static HttpConnectorFactory connector(String bind, int port) {
        var connector = new HttpConnectorFactory();
        connector.setBindHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE);
        connector.setMinResponseDataPerSecond(DataSize.bytes(256));
        connector.setUseForwardedHeaders(false);
        connector.setUseServerHeader(false);
        connector.setReuseAddress(true);
        connector.setAcceptorThreads(java.util.Optional.of(1));
        connector.setSelectorThreads(java.util.Optional.of(1));
        return connector;
    }

    /// Readers leave no trace here; a proxy in front may keep its own log.
    private static final class NoRequestLog implements RequestLogFactory<RequestLog> {
        @Override
        public boolean isEnabled() {
            return false;
        }

        @Override
        public RequestLog build(String name) {
            return (request, response) -> {};
        }
    }
}
