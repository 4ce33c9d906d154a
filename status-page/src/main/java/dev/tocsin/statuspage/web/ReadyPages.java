package dev.tocsin.statuspage.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers readers with what lies ready in memory, every header included. Never waits: what must be compressed or
/// made first, and all that is not the page, it leaves to [SnapshotHandler].
public final class ReadyPages implements Request.Handler {
    private final StatusPages pages;

    public ReadyPages(StatusPages pages) {
        this.pages = pages;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var snapshot = pages.believed();
        if (snapshot == null
                || !HttpMethod.GET.is(request.getMethod())
                || request.getHttpURI().hasViolations()) {
            return false;
        }
        var document = snapshot.at(Request.getPathInContext(request));
        if (document == null) {
            return false;
        }
        var encoded = document.ready(Conditions.coding(request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING)));
        if (encoded == null) {
            return false;
        }
        SnapshotHandler.found(request, response, callback, encoded);
        return true;
    }
}
