package dev.tocsin.app.http;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.Invocable;

/// Answers what is `ready` at once, on the thread that reads from the network: handing a request to another thread
/// costs more than the whole answer does. Everything else goes to a thread of its own, which may wait, and through
/// the wrapped handlers; what is answered here passes none of them, not even [SecurityHeaders].
final class FastPath extends Handler.Wrapper {
    private final Request.Handler ready;
    private final Connector open;

    /// `ready` must never wait, answers whether it took the request, and is asked for those that come by `open`.
    FastPath(Request.Handler ready, Connector open, Handler rest) {
        super(rest);
        this.ready = ready;
        this.open = open;
    }

    /// What is in front of the others on `server`. Connections ask the server how requests are to be called.
    static void install(Server server, Request.Handler ready, Handler rest) {
        server.setHandler(new FastPath(ready, server.getConnectors()[0], rest));
        server.setDynamic(false);
    }

    @Override
    public Invocable.InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!open.equals(request.getConnectionMetaData().getConnector())
                || !ready.handle(request, response, callback)) {
            waiting().execute(() -> handOn(request, response, callback));
        }
        return true;
    }

    private Executor waiting() {
        var pool = getServer().getThreadPool();
        return Objects.requireNonNullElse(VirtualThreads.getVirtualThreadsExecutor(pool), pool);
    }

    private void handOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable fault) {
            Response.writeError(request, response, callback, fault);
        }
    }
}
