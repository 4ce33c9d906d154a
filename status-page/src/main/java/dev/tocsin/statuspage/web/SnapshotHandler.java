package dev.tocsin.statuspage.web;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers readers of the page from memory, ahead of everything that needs a thread pool or a database; passes all
/// other requests on.
public final class SnapshotHandler extends Handler.Wrapper {
    private static final Set<String> READING = Set.of(HttpMethod.GET.asString(), HttpMethod.HEAD.asString());

    private final Supplier<Snapshot> snapshots;
    private final Predicate<Connector> publicly;
    private final List<String> others;

    /// `snapshots` gives the page as it stands. `publicly` tells the connectors on which the page is served.
    /// `others` are the roots of paths that the wrapped handler answers (`/api/v1`, `/console`), each with all
    /// that lies below it; every other path that is unknown gets a page that says so.
    public SnapshotHandler(
            Handler wrapped, Supplier<Snapshot> snapshots, Predicate<Connector> publicly, List<String> others) {
        super(wrapped);
        this.snapshots = snapshots;
        this.publicly = publicly;
        this.others = others.stream()
                .map(root -> root.endsWith("/") ? root.substring(0, root.length() - 1) : root)
                .toList();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!READING.contains(request.getMethod())
                || !publicly.test(request.getConnectionMetaData().getConnector())) {
            return super.handle(request, response, callback);
        }
        var path = Request.getPathInContext(request);
        var snapshot = snapshots.get();
        var document = snapshot.at(path);
        if (document != null) {
            answer(request, response, callback, document, HttpStatus.OK_200);
            return true;
        }
        if (others.stream().anyMatch(root -> isBelow(root, path))) {
            return super.handle(request, response, callback);
        }
        answer(request, response, callback, snapshot.lost(path), HttpStatus.NOT_FOUND_404);
        return true;
    }

    private static boolean isBelow(String root, String path) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static void answer(
            Request request, Response response, Callback callback, Representation document, int status) {
        var headers = request.getHeaders();
        var encoded = document.encoded(Conditions.takesGzip(headers.getValuesList(HttpHeader.ACCEPT_ENCODING)));
        if (status == HttpStatus.OK_200
                && Conditions.holds(headers.getValuesList(HttpHeader.IF_NONE_MATCH), encoded.etag())) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.getHeaders().add(encoded.notModified());
            callback.succeeded();
            return;
        }
        response.setStatus(status);
        response.getHeaders().add(encoded.headers());
        if (HttpMethod.HEAD.is(request.getMethod())) {
            callback.succeeded();
        } else {
            response.write(true, encoded.bytes().slice(), callback);
        }
    }
}
