package dev.tocsin.app.http;

import dev.tocsin.db.Database;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Hands requests on as guests of the database, who share two thirds of its connections: a flood of them keeps nobody
/// from being paged. Answers to pages and calls of heartbeats are no guests, and so are not kept waiting by a flood.
final class Guests extends Handler.Wrapper {
    private static final List<String> OWN_LANE = List.of("/a/", "/twilio/", "/heartbeat/");

    Guests(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = Request.getPathInContext(request);
        return OWN_LANE.stream().anyMatch(path::startsWith)
                ? super.handle(request, response, callback)
                : Database.<Boolean, Exception>asGuest(() -> super.handle(request, response, callback));
    }
}
